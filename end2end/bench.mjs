// How quickly a changed filter and a moved map answer: node end2end/bench.mjs <address of a running portal>
// Prints one JSON object with milliseconds; `cargo xtask bench --pages` puts them beside their budgets.
import { launch } from "./browser.mjs";
import { Visit } from "./visit.mjs";

/** A small device computes about this many times slower than a desk. */
const SMALL_DEVICE = 4;
const FILTER = "#filter-rollstuhl";
const CHANGES = 6;
const ROUNDS = 3;
const PAN_STEPS = 120;

const [base] = process.argv.slice(2);
if (!base) throw new Error("usage: node end2end/bench.mjs http://127.0.0.1:3000");
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const visit = new Visit(page, base, true);
  await visit.open("/orte");
  await visit.untilMap();
  const frames = await pan(page);
  const filters = await filter(page);
  const places = (await visit.mapped()).length;
  console.log(JSON.stringify({ places, ...filters, ...frames }));
} finally {
  await browser.close();
}

/** Milliseconds from a click on a filter until the list is exchanged, until it is painted, and until the map follows. */
async function filter(page) {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setCPUThrottlingRate", { rate: SMALL_DEVICE });
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const times = [];
    for (let change = 0; change < CHANGES; change += 1) {
      times.push(await page.evaluate(changeOnce, FILTER));
      await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    }
    rounds.push((name) => middle(times.map((time) => time[name])));
  }
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  // The best round counts, because other work on the machine only ever adds.
  const of = (name) => Math.min(...rounds.map((round) => round(name)));
  return { filter_swapped: of("swapped"), filter_painted: of("painted"), filter_mapped: of("mapped") };
}

/** Runs in the page: changes the filter once. */
async function changeOnce(selector) {
  const main = document.querySelector("main");
  const isle = document.querySelector("[data-map-ids]");
  const seen = (target, options) =>
    new Promise((done) => {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        done(performance.now());
      }).observe(target, options);
    });
  const swapped = seen(main, { childList: true, subtree: true });
  const mapped = seen(isle, { attributes: true, attributeFilter: ["data-map-ids"] });
  const begin = performance.now();
  document.querySelector(selector).click();
  const list = await swapped;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const painted = performance.now();
  return { swapped: list - begin, painted: painted - begin, mapped: (await mapped) - begin };
}

/** Milliseconds between frames while the map is pulled to and fro. */
async function pan(page) {
  const box = await page.locator(".map").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(() => {
    const frames = [];
    globalThis.benchFrames = frames;
    const next = (now) => {
      frames.push(now);
      if (globalThis.benchFrames) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  for (let step = 1; step <= PAN_STEPS; step += 1) {
    const swing = Math.sin((step / PAN_STEPS) * 4 * Math.PI);
    await page.mouse.move(x + 200 * swing, y + 120 * swing);
  }
  const frames = await page.evaluate(() => {
    const found = globalThis.benchFrames;
    globalThis.benchFrames = null;
    return found;
  });
  await page.mouse.up();
  const gaps = frames.slice(1).map((at, index) => at - frames[index]).sort((a, b) => a - b);
  return { frames: gaps.length, frame_middle: middle(gaps), frame_p95: gaps[Math.floor(gaps.length * 0.95)], frame_worst: gaps.at(-1) };
}

function middle(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
