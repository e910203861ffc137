// The pages of measuring points: what is measured now, and how that went, as charts and as tables.
import { overflowing, smallTargets, violations } from "../audit.mjs";
import { gauge } from "../gauge.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const RANGES = ["heute", "7-tage", "30-tage", "jahr"];
const OPERABLE = ".chart a, .chart summary, a.chip";

for (const profile of ["desktop", "mobile", "dark"]) {
  test(`a measuring point has no violation on ${profile}`, { profile }, async (t) => {
    const { path } = await gauge(t);
    for (const address of [path, `/en${path}?zeitraum=heute`]) {
      await t.visit.open(address);
      for (const summary of await t.page.locator(".chart summary").all()) await summary.click();
      const found = await violations(t.page);
      t.ok(found.length === 0, `${address} has no violation`, found.join(" | "));
      const small = await smallTargets(t.page, 24, OPERABLE);
      t.ok(small.length === 0, "everything can be hit", small.join(" | "));
    }
  });
}

test("a measuring point fits into a window of 320 px", { profile: "narrow" }, async (t) => {
  const { path } = await gauge(t);
  for (const range of RANGES) {
    await t.visit.open(`${path}?zeitraum=${range}`);
    const wide = await overflowing(t.page);
    t.ok(wide.length === 0, `${range} does not run out of the window`, wide);
  }
});

test("without scripts the range of time is chosen by links, and is in the address", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  const { path } = await gauge(t);
  await visit.open(path);
  ok((await page.textContent(".chip[aria-current]")) === "7 Tage", "seven days are shown at first");
  for (const range of RANGES) {
    await page.click(`a.chip[href*="zeitraum=${range}"]`);
    await visit.untilAddress(path, `zeitraum=${range}`);
    ok((await page.locator(".chip[aria-current]").getAttribute("href")).includes(range), `${range} is marked`);
  }
  ok(await page.locator("details table").first().isHidden(), "the table is folded away");
  await visit.open(`${path}?zeitraum=gestern`);
  ok((await page.textContent(".chip[aria-current]")) === "7 Tage", "a range that there is not is the usual one");
});

test("a chart has the numbers of its table, and the table those of the file", {}, async (t) => {
  const { page, ok, visit, base } = t;
  const { path } = await gauge(t);
  await visit.open(`${path}?zeitraum=7-tage`);
  const chart = page.locator(".chart").first();
  const rows = await chart.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => Number(row.cells[1].textContent.replaceAll(".", "").replace(",", ".").replace("−", "-"))),
  );
  const file = await (await fetch(base + (await chart.locator(".files a").first().getAttribute("href")))).text();
  const [head, ...lines] = file.trim().split("\r\n").map((line) => line.split(","));
  const means = lines.map((line) => Number(line[head.indexOf("mean")]));
  ok(rows.length > 3, "there are rows", rows.length);
  // The newest hour may have gone on between the page and the file.
  const agree = rows.slice(0, -1).every((value, at) => Math.abs(value - means[at]) <= 0.5);
  ok(agree, "the numbers are those of the file, rounded", { rows, means });
  const heights = await chart.locator("path.line").evaluate((line) => {
    // Each point is told by its distance from the one before.
    const numbers = line.getAttribute("d").replaceAll("h0", "").match(/-?\d+/g).map(Number);
    let height = 0;
    return numbers.filter((_, at) => at % 2 === 1).map((step) => (height += step));
  });
  ok(heights.length === rows.length, "each row has a point", `${heights.length} of ${rows.length}`);
  const up = (a, b) => Math.sign(a - b);
  const agrees = rows.every((value, at) => at === 0 || value === rows[at - 1] || up(value, rows[at - 1]) === up(heights[at - 1], heights[at]));
  ok(agrees, "the line goes up where the numbers do");
});

test("a picture has a name, a sentence and its size before anything is loaded", {}, async (t) => {
  const { page, ok, visit } = t;
  const { path } = await gauge(t);
  await visit.open(path);
  const charts = await page.$$eval(".chart", (charts) =>
    charts.map((chart) => ({
      name: chart.querySelector(".chart-svg")?.getAttribute("aria-label"),
      sentence: chart.querySelector("p").textContent,
      height: chart.querySelector(".chart-svg")?.getBoundingClientRect().height,
    })),
  );
  ok(charts.length > 0 && charts.every(({ name }) => name?.includes("7 Tage")), "pictures are named", charts);
  ok(charts.some(({ sentence }) => /^(Kleinster Wert|Der Wert war immer)/.test(sentence)), "a sentence tells the ends", charts);
  ok(charts.every(({ height }) => height > 200), "they have their height", charts);
});

test("a range is changed in place, and back again", {}, async (t) => {
  const { page, ok, visit } = t;
  const { path } = await gauge(t);
  await visit.open(path);
  await visit.awake();
  await visit.mark();
  await page.click('a.chip[href*="zeitraum=30-tage"]');
  await visit.untilAddress(path, "zeitraum=30-tage");
  await until("the other range to be marked", async () => (await page.textContent(".chip[aria-current]")) === "30 Tage");
  await page.goBack();
  await until("the first range to be marked", async () => (await page.textContent(".chip[aria-current]")) === "7 Tage");
  ok(await visit.isSameTab(), "the page was not loaded anew");
});

test("a measuring point that there is not is a page that does not exist", { expects: { statuses: [404] } }, async ({ page, ok, visit }) => {
  await visit.open("/messstellen/gibt:es:nicht");
  ok((await page.textContent("h1")).length > 0, "the page says so in words");
});

test("without scripts a station with several properties tells the history of one at a time", { profile: "no-js" }, async (t) => {
  const { page, ok, visit, base } = t;
  let station;
  await until(
    "a weather station",
    async () => {
      const { topics = [] } = await (await fetch(`${base}/api/v1/latest?topics=weather`)).json();
      const streams = topics.flatMap(({ values }) => values.map(({ datastream }) => datastream));
      station = streams[0]?.replace(/:[a-z_]+$/, "");
      return streams.length > 3;
    },
    { timeout: 30_000, every: 300 },
  );
  await visit.open(`/messstellen/${station}?zeitraum=heute`);
  ok((await page.locator(".chart").count()) <= 1, "at most one chart is shown");
  const chips = page.getByRole("navigation", { name: "Messgröße" }).getByRole("link");
  ok((await chips.count()) > 3, "the others are offered");
  await chips.nth(2).click();
  await visit.untilAddress(`/messstellen/${station}`, "zeitraum=heute&messgroesse=");
  ok((await chips.nth(2).getAttribute("aria-current")) === "true", "the chosen one is marked");
});
