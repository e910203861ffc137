// Cuts the fonts down to the characters the portal writes.
//   node xtask/node/fonts.mjs OUT_DIR
import subsetFont from 'subset-font';
import fs from 'node:fs';
import path from 'node:path';

const [out] = process.argv.slice(2);
const source = 'node_modules/@kern-ux/native/dist/fonts/fira-sans';
const fonts = { 'fira-sans-400.woff2': 'FiraSans-Regular.woff2', 'fira-sans-600.woff2': 'FiraSans-SemiBold.woff2' };

const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
const characters = [
  range(0x20, 0x7e), range(0xa0, 0xff), // Latin and Latin-1
  'ĞğİıŞşẞŒœŠšŽž', // Turkish, capital sharp s, names from the neighbours
  '„“”‚‘’‹›–—…·•−≈≤≥×©€†′″←→↑↓↗\u2009\u2011\u202f',
].join('');

fs.mkdirSync(out, { recursive: true });
await Promise.all(Object.entries(fonts).map(async ([name, file]) => {
  const font = fs.readFileSync(path.join(source, file));
  // Without the closure over layout features (small capitals, old figures) a weight stays below 20 kB.
  fs.writeFileSync(path.join(out, name), await subsetFont(font, characters, { targetFormat: 'woff2', noLayoutClosure: true }));
}));
