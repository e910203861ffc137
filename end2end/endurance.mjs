// What becomes of pages that stay open: node end2end/endurance.mjs <address of a portal with live values> [minutes]
// Prints one JSON object: for each page its layout shift, and what it holds more at the end than after the first
// fifth. `cargo xtask bench --screens` puts it beside the budgets.
import { setTimeout as sleep } from "node:timers/promises";
import { launch } from "./browser.mjs";

const PAGES = {
  mobility: { path: "/mobilitaet", viewport: { width: 360, height: 740 } },
  climate: { path: "/klimakompass", viewport: { width: 360, height: 740 } },
  traffic: { path: "/live/verkehr", viewport: { width: 1280, height: 900 } },
  wall: { path: "/anzeige/buergeramt", viewport: { width: 1920, height: 1080 } },
};
const MINUTE_MS = 60_000;

const [base, minutes = "10"] = process.argv.slice(2);
if (!base) throw new Error("usage: node end2end/endurance.mjs http://127.0.0.1:3000 [minutes]");
const browser = await launch();
try {
  const open = await Promise.all(Object.entries(PAGES).map(([name, page]) => opened(name, page)));
  const span = Number(minutes) * MINUTE_MS;
  await sleep(span / 5);
  const before = await Promise.all(open.map(held));
  await sleep((span * 4) / 5);
  const told = {};
  for (const [at, page] of open.entries()) {
    const after = await held(page);
    const shifts = await page.tab.evaluate(() => globalThis.shifts);
    told[page.name] = {
      shift: shifts.reduce((sum, shift) => sum + shift.value, 0),
      changes: await page.tab.evaluate(() => globalThis.changes),
      heap_kb: (after.JSHeapUsedSize - before[at].JSHeapUsedSize) / 1024,
      nodes: after.Nodes - before[at].Nodes,
      listeners: after.JSEventListeners - before[at].JSEventListeners,
      moved: shifts.map((shift) => shift.moved).flat(),
    };
  }
  console.log(JSON.stringify(told));
} finally {
  await browser.close();
}

async function opened(name, { path, viewport }) {
  const context = await browser.newContext({ viewport });
  const tab = await context.newPage();
  await tab.addInitScript(() => {
    globalThis.shifts = [];
    globalThis.changes = 0;
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        const moved = sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 120) ?? "");
        globalThis.shifts.push({ value, moved });
      }
    }).observe({ type: "layout-shift", buffered: true });
    addEventListener("DOMContentLoaded", () => {
      const whole = { subtree: true, childList: true, characterData: true };
      new MutationObserver(() => (globalThis.changes += 1)).observe(document.body, whole);
    });
  });
  await tab.goto(base + path);
  const tools = await context.newCDPSession(tab);
  await tools.send("Performance.enable");
  return { name, tab, tools };
}

/** What a page holds after everything that nobody needs is gone. */
async function held({ tools }) {
  await tools.send("HeapProfiler.collectGarbage");
  const { metrics } = await tools.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
