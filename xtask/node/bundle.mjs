// Bundles, trims and minifies everything the browser loads, under plain names; xtask hashes and
// compresses the result afterwards.
//   node xtask/node/bundle.mjs OUT_DIR CLIENT_DIR
// CLIENT_DIR holds what wasm-bindgen wrote: client.js and client_bg.wasm.
import { build, transform } from 'esbuild';
import { PurgeCSS } from 'purgecss';
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [out, client] = process.argv.slice(2);
// ES2022 and the browsers that came with it; nested CSS is written out for them.
const target = ['es2022', 'chrome111', 'firefox113', 'safari16.4'];
const written = (name) => path.join(out, name);

/** JavaScript: one file per entry. `iife` is a classic script, `esm` a module. */
async function javascript(entry, name, format, alias = {}) {
  await build({
    entryPoints: [entry], outfile: written(name), bundle: true, minify: true, format, target,
    alias, external: ['/assets/*'], legalComments: 'inline', logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
}

/** What protomaps-leaflet imports and we never call. */
const unusedByMap = {
  '@protomaps/basemaps': path.resolve('style/map/no-basemaps.js'),
  pmtiles: path.resolve('style/map/no-pmtiles.js'),
};

/** CSS: imports resolved, unused rules removed, then minified. */
async function css(entry, name) {
  const result = await build({
    entryPoints: [entry], outdir: out, bundle: true, write: false, target, external: ['/assets/*'],
    assetNames: '[name]', publicPath: '/assets', logLevel: 'warning', legalComments: 'none',
    loader: { '.svg': 'file', '.png': 'file', '.woff2': 'file', '.woff': 'file' },
  });
  const bundled = result.outputFiles.find((file) => file.path.endsWith('.css'));
  const [purged] = await new PurgeCSS().purge({
    css: [{ raw: bundled.text }],
    // A class that is put together at run time is kept by writing its name in a comment there.
    content: [
      'app/src/**/*.rs', 'crates/charts/src/**/*.rs', 'crates/ui/src/**/*.rs', 'crates/map/src/**/*.rs', 'server/src/**/*.rs',
      'frontend/*.js', 'frontend/*.html', 'style/map/*.js',
    ],
    safelist: {
      standard: ['html', 'body', ':root', 'dialog', 'h4', 'strong', 'img'], // texts of the city
      deep: [/^leaflet-/],
      greedy: [/data-theme/, /data-device/], // set by scripts
    },
    keyframes: true,
  });
  const { code } = await transform(purged.css, { loader: 'css', minify: true, target });
  fs.writeFileSync(written(name), code);
  // Only the pictures and fonts that are still named after the purge.
  for (const file of result.outputFiles) {
    const asset = path.basename(file.path);
    if (file !== bundled && code.includes(`/assets/${asset}`)) fs.writeFileSync(written(asset), file.contents);
  }
}

/** Leaflet is minified by its makers; only the pointer to a source map that we do not ship goes. */
function leaflet() {
  const source = createRequire(import.meta.url).resolve('leaflet/dist/leaflet.js');
  fs.writeFileSync(written('leaflet.js'), fs.readFileSync(source, 'utf8').replace(/\n?\/\/# sourceMappingURL=.*\s*$/, '\n'));
}

const optional = (entry, work) => (fs.existsSync(entry) ? work() : undefined);

fs.mkdirSync(out, { recursive: true });
leaflet();
fs.copyFileSync(path.join(client, 'client_bg.wasm'), written('client_bg.wasm'));
await Promise.all([
  javascript(path.join(client, 'client.js'), 'client.js', 'esm'),
  javascript('frontend/nav.js', 'nav.js', 'esm'),
  javascript('frontend/kiosk.js', 'kiosk.js', 'esm'),
  javascript('frontend/chart.js', 'chart.js', 'esm'),
  javascript('frontend/display.js', 'display.js', 'esm'),
  javascript('style/map/index.js', 'map.js', 'iife', unusedByMap),
  optional('frontend/theme.js', () => javascript('frontend/theme.js', 'theme.js', 'iife')),
  css('style/critical.css', 'critical.css'),
  css('style/home.css', 'home.css'),
  css('style/lists.css', 'lists.css'),
  css('style/live.css', 'live.css'),
  css('style/charts.css', 'charts.css'),
  css('style/display.css', 'display.css'),
  css('style/rest.css', 'rest.css'),
  optional('style/map.css', () => css('style/map.css', 'map.css')),
]);
