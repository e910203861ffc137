// The cursor of a chart: by mouse, by touch and by keyboard, in the words of the chart's table.
import { overflowing, violations } from "../audit.mjs";
import { gauge } from "../gauge.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const READOUT = ".readout";

/** Opens a page with a chart whose cursor is awake; resolves to the chart. */
async function open({ page, visit }, address) {
  await visit.open(address);
  return awake(page);
}

async function awake(page) {
  const chart = page.locator(".chart:has(table)").first();
  await chart.locator("svg[role=slider]").waitFor();
  return chart;
}

/** What each row of the table says, as the cursor has to say it. */
const rows = (chart) =>
  chart.locator("table").evaluate((table) => {
    const heads = [...table.tHead.rows[0].cells].map((cell) => /^(.*?)(?: \(([^)]*)\))?$/.exec(cell.textContent));
    return [...table.tBodies[0].rows].map(({ cells: [time, ...values] }) => [
      time.textContent,
      ...values.map(({ textContent }, at) => {
        const [, name, unit] = heads[at + 1];
        return `${name}: ${textContent}${textContent === "–" || !unit ? "" : ` ${unit}`}`;
      }),
    ]);
  });

/** The lines of the readout. */
const told = (page) => page.locator(`${READOUT} > *`).allTextContents();

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

test("the pointer is told the row of the table under it", {}, async (t) => {
  const { page, ok } = t;
  const { path } = await gauge(t);
  const chart = await open(t, `${path}?zeitraum=7-tage`);
  const all = await rows(chart);
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const before = await height();
  const svg = chart.locator("svg[role=slider]");
  await svg.scrollIntoViewIfNeeded();
  const box = await svg.boundingBox();
  const to = (share) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2);

  await to(0.001);
  ok(same(await told(page), all[0]), "at the left edge it is the first row", await told(page));
  await to(0.999);
  ok(same(await told(page), all.at(-1)), "at the right edge it is the last row", await told(page));
  // Where a row's point is drawn, its row is told.
  const points = await svg.locator(".line").first().evaluate((line) => {
    const length = line.getTotalLength();
    const { width } = line.ownerSVGElement.viewBox.baseVal;
    return [0, length].map((at) => line.getPointAtLength(at).x / width);
  });
  await to(points[0] + 0.001);
  ok(same(await told(page), all[0]), "the first point is the first row", { points, told: await told(page) });
  const mark = await svg.locator(".cursor").evaluate((line) => line.getBBox().x / line.ownerSVGElement.viewBox.baseVal.width);
  ok(Math.abs(mark - points[0]) < 0.001, "the line stands on the point", { mark, points });
  ok((await svg.getAttribute("aria-valuetext")) === all.at(-1).join("; "), "a pointer is not read out");
  ok((await height()) === before, "nothing has moved");

  await page.keyboard.press("Escape");
  ok((await page.locator(`${READOUT}, .cursor`).count()) === 0, "Escape takes it away");
  await to(0.5);
  ok((await page.locator(READOUT).count()) === 1, "the next movement brings it back");
  await page.mouse.move(box.x, box.y - 40);
  ok((await page.locator(READOUT).count()) === 0, "it goes when the pointer leaves the picture");
});

for (const [address, name] of [["", "Diagramm"], ["/en", "chart"]]) {
  test(`the keys move from row to row${address && " in English"}`, {}, async (t) => {
    const { page, ok } = t;
    const { path } = await gauge(t);
    const chart = await open(t, `${address}${path}?zeitraum=7-tage`);
    const all = await rows(chart);
    const last = all.length - 1;
    const svg = chart.locator("svg[role=slider]");
    ok((await svg.getAttribute("aria-roledescription")) === name, "it says what it is");
    ok((await svg.getAttribute("aria-valuetext")) === all[last].join("; "), "it begins with the newest row");
    // By keyboard, so that the focus is seen.
    await page.locator("a.chip").last().focus();
    for (let presses = 0; presses < 10 && !(await svg.evaluate((one) => one === document.activeElement)); presses += 1) {
      await page.keyboard.press("Tab");
    }
    ok(same(await told(page), all[last]), "the focus shows the cursor", await told(page));
    const tenth = Math.ceil(last / 10);
    for (const [key, row] of [
      ["ArrowRight", last],
      ["ArrowLeft", last - 1],
      ["Home", 0],
      ["ArrowLeft", 0],
      ["ArrowRight", 1],
      ["PageUp", Math.min(1 + tenth, last)],
      ["PageDown", 1],
      ["End", last],
    ]) {
      await page.keyboard.press(key);
      const [text, at] = [await svg.getAttribute("aria-valuetext"), await svg.getAttribute("aria-valuenow")];
      ok(text === all[row].join("; ") && at === String(row), `${key} leads to row ${row}`, `${at}: ${text}`);
      ok(same(await told(page), all[row]), "what is seen is what is read out", await told(page));
    }
    const found = await violations(page);
    ok(found.length === 0, "there is no violation while it is shown", found.join(" | "));
    await page.keyboard.press("Escape");
    ok((await page.locator(READOUT).count()) === 0, "Escape takes it away");
    await page.keyboard.press("ArrowLeft");
    ok(same(await told(page), all[last - 1]), "the next key brings it back", await told(page));
    await page.keyboard.press("Tab");
    ok((await page.locator(READOUT).count()) === 0, "it goes with the focus");
  });
}

test("a finger taps and draws the cursor, and scrolls the page", { profile: "mobile" }, async (t) => {
  const { page, ok, visit } = t;
  const { path } = await gauge(t);
  const chart = await open(t, `${path}?zeitraum=7-tage`);
  const all = await rows(chart);
  const svg = chart.locator("svg[role=slider]");
  await svg.evaluate((one) => one.scrollIntoView({ block: "center" }));
  const { x, y, width, height } = await svg.boundingBox();
  const [left, right, middle] = [x + 0.5, x + width - 0.5, y + height / 2];
  await page.touchscreen.tap(left, middle);
  ok(same(await told(page), all[0]), "a tap shows it", await told(page));

  const tools = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => tools.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", { x: left, y: middle });
  for (let step = 1; step <= 10; step += 1) await touch("touchMove", { x: left + ((right - left) * step) / 10, y: middle });
  await touch("touchEnd");
  await until("the last row to be told", async () => same(await told(page), all.at(-1)));
  await chart.locator("h3").tap();
  ok((await page.locator(READOUT).count()) === 0, "a tap elsewhere takes it away");

  const before = await visit.scrollPosition();
  await touch("touchStart", { x: x + width / 2, y: middle });
  for (let step = 1; step <= 10; step += 1) await touch("touchMove", { x: x + width / 2, y: middle - step * 15 });
  await touch("touchEnd");
  await until("the page to scroll", async () => (await visit.scrollPosition()) > before + 50);
});

test("in a window of 320 px what the cursor says stays in the picture", { profile: "narrow" }, async (t) => {
  const { page, ok } = t;
  const { path } = await gauge(t);
  for (const range of ["heute", "7-tage", "jahr"]) {
    await t.visit.open(`${path}?zeitraum=${range}`);
    if ((await page.locator(".chart table").count()) === 0) continue;
    const svg = (await awake(page)).locator("svg[role=slider]");
    await svg.evaluate((one) => one.scrollIntoView({ block: "center" }));
    const box = await svg.boundingBox();
    for (const share of [0, 0.3, 0.49, 0.51, 0.7, 0.999]) {
      await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
      const readout = await page.locator(READOUT).boundingBox();
      const isInside = readout.x >= box.x && readout.x + readout.width <= box.x + box.width + 1;
      ok(isInside && readout.y + readout.height <= box.y + box.height, `at ${share} of ${range} it is inside`, { readout, box });
      ok((await overflowing(page)).length === 0, "nothing runs out of the window");
    }
  }
});

test("the charts of the next page have a cursor too", {}, async (t) => {
  const { page, ok, visit } = t;
  const { path } = await gauge(t);
  await visit.open("/live/wasser");
  await visit.mark();
  const isLoaded = () => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /\/chart\.\w+\.js$/.test(name)));
  ok(!(await isLoaded()), "a page without charts does not load the script");
  await visit.follow(`${path}?zeitraum=7-tage`);
  await visit.untilAddress(path);
  await awake(page);
  await page.click('a.chip[href*="zeitraum=heute"]');
  await visit.untilAddress(path, "zeitraum=heute");
  await until("the other range to be marked", async () => (await page.textContent(".chip[aria-current]")) === "Heute");
  const chart = await awake(page);
  const all = await rows(chart);
  await chart.locator("svg[role=slider]").hover({ position: { x: 2, y: 100 } });
  ok(same(await told(page), all[0]), "the chart of the other range tells its own rows", await told(page));
  ok(await visit.isSameTab(), "the page was not loaded anew");
});

test("without scripts a chart is a picture", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  const { path } = await gauge(t);
  await visit.open(path);
  ok((await page.locator("svg[role=slider], .chart-svg[tabindex]").count()) === 0, "nothing can be moved");
  ok((await page.locator(".chart-svg[role=img]").count()) > 0, "it is a picture");
});
