// Contrast of every pair of colours that the style sheets put on each other, for every city folder,
// light and dark, computed from the tokens alone: no browser needed.
//   node end2end/contrast.mjs            prints failures and the number of pairs; exits 1 on a failure
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const tokensIn = (file) => Object.fromEntries(
  [...fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/(--[\w-]+):\s*([^;]+);/g)]
    .map(([, name, value]) => [name, value.trim()]));

/** #rgb or #rrggbb as three numbers from 0 to 1. */
const channels = (hex) => {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((d) => d + d) : hex.slice(1).match(/../g);
  if (!/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(hex)) throw new Error(`not a plain hex colour: ${hex}`);
  return digits.map((pair) => parseInt(pair, 16) / 255);
};
/** Relative luminance, WCAG 2.2. */
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a, b) => {
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
};
const mix = (front, back, share) => front.map((c, i) => c * share + back[i] * (1 - share));

const K = (name) => `--kern-color-${name}`;
const text = K('layout-text-default'), muted = K('layout-text-muted');
const surfaces = [K('layout-background-default'), K('layout-background-hued'), K('layout-background-level-1')];
const action = K('action-default');
/** [front, back, least ratio]: 7 for running text, 4.5 for other text, 3 for shapes and rings. */
const pairs = [
  ...surfaces.flatMap((back) => [
    [text, back, 7], [muted, back, 7], [action, back, 4.5], [K('action-hover'), back, 4.5],
    [K('action-focus-default'), back, 3], [K('layout-border'), back, 3], ['--brand-mark', back, 3],
    ['--services', back, 4.5], ['--mobility', back, 4.5], ['--climate', back, 4.5],
    [K('feedback-success'), back, 4.5], [K('feedback-warning'), back, 4.5], [K('feedback-danger'), back, 4.5],
  ]),
  [K('action-on-default'), action, 4.5], [K('action-on-default'), K('action-hover'), 4.5],
  [K('form-input-border'), K('layout-background-default'), 3], [K('form-input-border'), K('layout-background-hued'), 3],
  [text, K('form-input-background'), 7], [muted, K('form-input-background'), 4.5],
  ['--on-brand', '--brand', 7], ['--on-brand', '--brand-deep', 7],
  ...['danger', 'info', 'success', 'warning'].flatMap((tone) => [
    [text, K(`feedback-${tone}-background`), 7], [K(`feedback-${tone}`), K(`feedback-${tone}-background`), 4.5],
    [action, K(`feedback-${tone}-background`), 4.5],
  ]),
  ['--services', '--map-ground', 3], ['--mobility', '--map-ground', 3], ['--climate', '--map-ground', 3],
  ...[1, 2, 3, 4, 5, 6].map((n) => [`--marker-c${n}`, '--map-ground', 3]),
];

let failed = 0, passed = 0;
const shared = { ...tokensIn(path.join(root, 'style/tokens.css')), ...tokensIn(path.join(root, 'style/marker-colours.css')) };
const cities = fs.readdirSync(path.join(root, 'cities')).filter((city) => fs.existsSync(path.join(root, 'cities', city, 'theme.css')));
for (const city of [null, ...cities]) {
  const tokens = { ...shared, ...(city ? tokensIn(path.join(root, 'cities', city, 'theme.css')) : {}) };
  for (const scheme of ['light', 'dark']) {
    const colour = (name) => {
      const value = tokens[name] ?? (name === '--brand-mark' ? tokens['--services'] : undefined);
      if (!value) throw new Error(`${city ?? 'tokens'}: ${name} is missing`);
      const both = value.match(/^light-dark\(\s*(\S+)\s*,\s*(\S+)\s*\)$/);
      return channels(both ? both[scheme === 'light' ? 1 : 2] : value);
    };
    const check = (name, front, back, least) => {
      const found = ratio(front, back);
      if (found >= least) { passed += 1; return; }
      failed += 1;
      console.log(`${city ?? 'tokens'} ${scheme}: ${name} is ${found.toFixed(2)}, must be ${least}`);
    };
    for (const [front, back, least] of pairs) check(`${front} on ${back}`, colour(front), colour(back), least);
    // Icons on the tinted square of a tile (11 % of the area's colour).
    for (const area of ['--services', '--mobility', '--climate']) {
      const ground = colour(K('layout-background-level-1'));
      check(`${area} on its tint`, colour(area), mix(colour(area), ground, 0.11), 3);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
