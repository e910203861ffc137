// Live values: what the server wrote is complete without a script, and keeps itself up to date with one.
// The values come from the portal's own simulator; newer ones are told by the test in the server's words.
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const PAGES = ["/live", "/live/parken", "/live/wetter", "/live/baustellen", "/live/warnungen", "/datenquellen"];
const ROW = "tr[data-datastream]:not([data-open])";
const DOWN = { expects: { statuses: [503] } };

/** Waits until the simulator's values of a topic are stored. */
const untilValues = ({ base }, topic = "parking") =>
  until(
    `values of ${topic}`,
    async () => {
      const { topics = [] } = await (await fetch(`${base}/api/v1/latest?topics=${topic}`)).json();
      return topics.some(({ values, events }) => values.length + events.length > 0);
    },
    { timeout: 30_000, every: 200 },
  );

/** Puts the connections of the tab into the test's hand: `window.connections`, and `tell` speaks in the newest. */
const holdConnections = (page) =>
  page.addInitScript(() => {
    window.connections = [];
    window.EventSource = class extends EventTarget {
      static CONNECTING = 0;
      static OPEN = 1;
      static CLOSED = 2;
      readyState = 1;
      constructor(url) {
        super();
        this.url = String(url);
        window.connections.push(this);
      }
      close() {
        this.readyState = 2;
      }
    };
    window.tell = (message) => {
      const open = window.connections.filter(({ readyState }) => readyState === 1);
      for (const one of open) one.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
      return open.length;
    };
  });

/** The parking page with its first value; `tell` sends another one, measured now. */
async function parking(t) {
  const { page, visit } = t;
  await untilValues(t);
  await holdConnections(page);
  await visit.open("/live/parken");
  const row = page.locator(ROW).first();
  const datastream = await row.getAttribute("data-datastream");
  const value = row.locator("[data-value]");
  await untilOpen(page, 1);
  const tell = (number) =>
    page.evaluate(
      (message) => window.tell(message),
      {
        topic: "parking",
        events: [],
        values: [{ datastream, value: number, end: new Date().toISOString(), quality: "ok" }],
      },
    );
  return { row, value, tell };
}

const open = (page) => page.evaluate(() => window.connections.filter(({ readyState }) => readyState === 1).length);
const untilOpen = (page, count) => until(`${count} open connections`, async () => (await open(page)) === count);
const untilText = (locator, text) => until(`the text "${text}"`, async () => (await locator.textContent()) === text);

const LOOKS = {
  desktop: {},
  mobile: { profile: "mobile" },
  dark: { profile: "dark" },
  "forced colours": { context: { forcedColors: "active" } },
};
for (const [look, options] of Object.entries(LOOKS)) {
  for (const path of [...PAGES, "/en/live", "/en/live/parken", "/en/datenquellen"]) {
    test(`${path} has no violation with ${look}`, options, async (t) => {
      await untilValues(t);
      await t.visit.open(path);
      const found = await violations(t.page);
      t.ok(found.length === 0, `${path} has no violation`, found.join(" | "));
    });
  }
}

test("without scripts every value has its time, its state and the word that it is made up", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  await visit.open("/live/parken");
  ok(await page.locator(".simulation").isVisible(), "the page says that its values are simulated");
  const rows = await page.$$eval(ROW, (rows) =>
    rows.map((row) => ["[data-value]", "time", "[data-age]", "[data-freshness]", ".tag"].map((part) => row.querySelector(part)?.textContent.trim())),
  );
  ok(rows.length > 0, "there are values");
  ok(rows.every((row) => row.every(Boolean)), "nothing is missing", rows.find((row) => !row.every(Boolean)));
  ok(!(await page.locator(".live-bar").isVisible()), "nothing is shown that does not work");
});

test("an area says what is known right now", { profile: "no-js" }, async (t) => {
  await untilValues(t);
  await t.visit.open("/mobilitaet");
  const section = t.page.locator("section", { has: t.page.getByRole("heading", { name: "Live-Werte" }) });
  t.ok((await section.locator('a[href="/live/parken"]').count()) === 1, "parking is linked");
});

test("roadworks have no level of the weather service", { profile: "no-js" }, async (t) => {
  await untilValues(t, "roadworks");
  await t.visit.open("/live/baustellen");
  t.ok((await t.page.locator(".event").count()) > 0, "there are roadworks");
  t.ok(!/Stufe \d von 4/.test(await t.page.locator("main").innerText()), "none has a level");
});

for (const path of PAGES) {
  test(`${path} needs no scrolling sideways at 320 pixels`, { profile: "narrow" }, async (t) => {
    const { page, ok, visit } = t;
    await untilValues(t);
    await visit.open(path);
    const [width, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    ok(width <= shown, "the page is as wide as the window", width);
  });
}

for (const path of ["/live/parken", "/datenquellen"]) {
  test(`nothing of a row of ${path} is out of sight at 320 pixels`, { profile: "narrow" }, async (t) => {
    const { page, ok, visit } = t;
    await untilValues(t);
    await visit.open(path);
    await page.$$eval("main details:has(table)", (folds) => folds.forEach((fold) => (fold.open = true)));
    const beyond = await page.$$eval("table :is(th, td)", (cells) =>
      cells.filter((cell) => !cell.closest("thead") && cell.getBoundingClientRect().right > innerWidth).map((cell) => cell.textContent),
    );
    ok((await page.getByRole("row").count()) > 1 && (await page.getByRole("rowheader").count()) > 0, "it is still a table");
    ok(beyond.length === 0, "every cell is in sight", beyond);
  });
}

test("a newer value is written without a load and moves nothing, and is told on request", {}, async (t) => {
  const { page, ok, visit } = t;
  const { row, value, tell } = await parking(t);
  await visit.mark();
  const rowBefore = await row.boundingBox();
  await tell(7);
  await untilText(value, "7");
  const rowAfter = await row.boundingBox();
  ok(JSON.stringify(rowAfter) === JSON.stringify(rowBefore), "the row stays where it is", [rowBefore, rowAfter]);
  ok((await row.locator(".tag").count()) === 1, "the value still says that it is made up");
  await tell(8);
  await untilText(value, "8");
  await page.click("[data-changed]");
  await until("the change to be told", async () => /7 → 8/.test(await page.locator(".live-told").textContent()));
  ok(await visit.isSameTab(), "the page was not loaded anew");
});

test("values that arrive shift nothing on the page", {}, async (t) => {
  const { page, ok } = t;
  const { value, tell } = await parking(t);
  const painted = () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  // There may have been words in the place of a number.
  await tell(12);
  await untilText(value, "12");
  await painted();
  await page.evaluate(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries()) window.shifts.push(...sources.map(({ node }) => node?.parentElement?.outerHTML));
    }).observe({ type: "layout-shift" });
  });
  for (const [number, text] of [[7, "7"], [1234, "1.234"], [0, "0"]]) {
    await tell(number);
    await untilText(value, text);
    await painted();
  }
  const shifts = await page.evaluate(() => window.shifts);
  ok(shifts.length === 0, "nothing moved", shifts);
});

test("the first value of a row that had none arrives without a load", {}, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  // The server writes such a row for a station that has told nothing yet.
  await page.route("**/live/parken", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text())
      .replace(/(<b data-value="">)[^<]*/, "$1kein Wert")
      .replace(/<time data-time="" datetime="[^"]*">[^<]*<\/time>/, '<span data-time=""></span>')
      .replace(/(<small data-age="">)[^<]*/, "$1")
      .replace(/data-freshness="[^"]*">[^<]*/, 'data-freshness="">');
    await route.fulfill({ response: answer, body });
  });
  const { row, value, tell } = await parking(t);
  await visit.mark();
  ok((await value.textContent()) === "kein Wert", "there is none yet");
  await tell(7);
  await untilText(value, "7");
  const told = (part) => row.locator(part).textContent();
  ok(/^\d?\d:\d\d$/.test(await told("[data-time]")), "it has its time", await told("[data-time]"));
  ok((await told("[data-age]")) === "gerade eben", "it has its age", await told("[data-age]"));
  ok((await told("[data-freshness]")) === "aktuell", "it is current", await told("[data-freshness]"));
  ok(await visit.isSameTab(), "the page was not loaded anew");
});

test("a pause closes the connection, and values go on afterwards", {}, async (t) => {
  const { page, ok } = t;
  const { value, tell } = await parking(t);
  await tell(7);
  await untilText(value, "7");
  await page.click("[data-pause]");
  await untilOpen(page, 0);
  ok((await tell(8)) === 0 && (await value.textContent()) === "7", "nothing changes during the pause");
  await page.click("[data-pause]");
  await untilOpen(page, 1);
  await tell(9);
  await untilText(value, "9");
});

test("a tab that nobody sees has no connection", {}, async (t) => {
  const { page } = t;
  await parking(t);
  const look = (state) =>
    page.evaluate((shown) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => shown });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await look("hidden");
  await untilOpen(page, 0);
  await look("visible");
  await untilOpen(page, 1);
});

test("a tab has one connection from page to page", {}, async (t) => {
  const { page, ok, visit } = t;
  await parking(t);
  await visit.mark();
  await visit.follow("/live/wetter");
  await visit.untilHeading("Wetter");
  await until("the connection to follow the page", () =>
    page.evaluate(() => window.connections.at(-1).url.endsWith("topics=weather")),
  );
  ok((await open(page)) === 1, "only one is open", await open(page));
  await visit.follow("/impressum");
  await untilOpen(page, 0);
  ok(await visit.isSameTab(), "all in the same tab");
});

test("the page asks for values while the server does not push them", DOWN, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  await page.route("**/api/v1/live?*", (route) => route.fulfill({ status: 503, body: "" }));
  const asked = page.waitForResponse(/\/api\/v1\/latest\?topics=parking/);
  await visit.open("/live/parken");
  ok((await asked).ok(), "the newest values are asked for");
  await untilText(page.locator(".live-state"), "Werte kommen einmal in der Minute");
});

test("an answer that comes in a pause is left aside, and values go on afterwards", DOWN, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  await page.route("**/api/v1/live?*", (route) => route.fulfill({ status: 503, body: "" }));
  const LATEST = "/api/v1/latest?topics=parking";
  let [ask, answer] = [];
  const asked = new Promise((done) => (ask = done));
  const paused = new Promise((done) => (answer = done));
  await page.route(/\/api\/v1\/latest\?topics=parking/, async (route) => {
    ask();
    await paused;
    const response = await route.fetch();
    const json = await response.json();
    for (const value of json.topics[0].values) value.value = 777;
    await route.fulfill({ response, json });
  });
  await visit.open("/live/parken");
  await asked;
  await page.click("[data-pause]");
  answer();
  // What is asked afterwards has its answer later.
  await page.evaluate((url) => fetch(url).then((answer) => answer.json()), LATEST);
  const told = async () => (await page.locator(`${ROW} [data-value]`).allTextContents()).includes("777");
  ok(!(await told()), "nothing changes during the pause");
  await page.click("[data-pause]");
  await until("the values to go on", told);
});

test("the server's own stream is listened to, and ages go on", {}, async (t) => {
  const { page, visit } = t;
  await untilValues(t);
  await page.clock.install();
  await visit.open("/live/parken");
  await untilText(page.locator(".live-state"), "Werte kommen laufend");
  const age = page.locator(`${ROW} [data-age]`).first();
  const before = await age.textContent();
  await page.clock.fastForward("02:00:00");
  await until("the age to change", async () => (await age.textContent()) !== before);
});
