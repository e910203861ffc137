// What departs from a stop: from an invented timetable of two lines around a stop of the city.
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { days, timetable } from "../timetable.mjs";
import { until } from "../until.mjs";

const STOP = { id: "de:00000:1", name: "Invented town, Brückenstraße", lat: 49.41556, lon: 8.69211 };
const PART = "[data-live=departures]";

const asked = async (base) => (await fetch(`${base}/api/v1/stops/${STOP.id}/departures?limit=100`)).json().catch(() => ({}));

/** Imports a timetable and waits until the running server shows it. */
async function valid({ base, server }) {
  await server.imports("gtfs", "timetable.zip", timetable(STOP, days(-1, 2)));
  return until("a timetable that is valid", async () => (await asked(base)).timetable === "valid" && asked(base), {
    timeout: 15_000,
    every: 200,
  });
}

/** The address of the place that is the stop. */
const placeOf = async ({ base }) => `/orte/${(await asked(base)).stop.place}`;

test("a stop shows what leaves next, with line, direction, time and where that is known from", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await valid(t);
  await visit.open(await placeOf(t));
  const rows = await page.$$eval(`${PART} .departures li`, (rows) => rows.map((row) => row.textContent.replaceAll(/\s+/g, " ")));
  ok(rows.length === 12, "twelve departures", rows);
  ok(rows.every((row) => /^Linie (5|M1)/.test(row) && row.includes("Richtung Elsewhere")), "line and direction", rows[0]);
  ok(rows.every((row) => /\d:\d\d/.test(row) && /(Fahrplan|live) · Steig A · barrierefrei/.test(row)), "time and more", rows[0]);
  ok(/jetzt|in \d+ Minuten?|fällt aus|hält hier nicht/.test(rows[0]), "how long to wait", rows[0]);
});

test("the bus after midnight belongs to the day before, and the first departures come first", {}, async (t) => {
  const { departures } = await valid(t);
  const times = departures.map(({ expected, planned }) => Date.parse(expected ?? planned));
  t.ok(times.every((time, n) => n === 0 || times[n - 1] <= time), "in their order", times);
  const bus = departures.find(({ line }) => line.name === "M1");
  t.ok(bus, "the bus leaves within a day");
  const local = new Date(bus.planned).toLocaleTimeString("de", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
  t.ok(local === "01:05", "at five past one", local);
});

test("what departs is asked for again while the page is open", {}, async (t) => {
  const { page, ok, visit } = t;
  await valid(t);
  await page.addInitScript(() => (Math.random = () => 0));
  const path = await placeOf(t);
  await visit.open(path);
  await page.route("**/orte/**", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll("Elsewhere", "Somewhere") });
  });
  await page.evaluate(() => document.dispatchEvent(new Event("portal:live")));
  await page.waitForFunction((part) => document.querySelector(`${part} .departures`).textContent.includes("Somewhere"), PART);
  ok(await page.isVisible("article.place"), "the rest of the page stays");
});

test("what departs stands still while somebody has paused it", {}, async (t) => {
  const { page, ok, visit } = t;
  await valid(t);
  await page.addInitScript(() => (Math.random = () => 0));
  await visit.open(`/haltestellen/${STOP.id}`);
  await page.route("**/haltestellen/**", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll("Elsewhere", "Somewhere") });
  });
  const pause = page.locator("[data-pause]");
  await pause.click();
  ok((await pause.getAttribute("aria-pressed")) === "true" && (await pause.textContent()) === "Fortsetzen", "the button says so");
  const asked = page.waitForResponse("**/haltestellen/**");
  await page.evaluate(() => document.dispatchEvent(new Event("portal:live")));
  await asked;
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  ok((await page.textContent(`${PART} .departures`)).includes("Elsewhere"), "nothing has changed");
  await pause.click();
  ok((await pause.textContent()) === "Anhalten", "and it goes on");
  await page.evaluate(() => document.dispatchEvent(new Event("portal:live")));
  await page.waitForFunction((part) => document.querySelector(`${part} .departures`).textContent.includes("Somewhere"), PART);
});

test("the page of mobility tells what leaves next from the busiest stop", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  const part = "[data-live=next-departures]";
  await valid(t);
  await visit.open("/mobilitaet");
  ok((await page.locator(`${part} .departures li`).count()) === 3, "three departures of the only stop");
  ok((await page.locator(`${part} h3 a`).getAttribute("href")).startsWith("/orte/"), "it leads to its place");
});

test("stops near an address come with their departures", {}, async (t) => {
  const { page, ok, visit } = t;
  await valid(t);
  await visit.open("/mobilitaet");
  await page.click('main a[href="/haltestellen"]');
  await visit.untilHeading("Abfahrten");
  await page.fill("#nahe", "Hauptstraße");
  await page.press("#nahe", "Enter");
  await visit.untilAddress("/haltestellen", "nahe=");
  await page.locator(".stations small", { hasText: /m$/ }).first().waitFor();
  ok((await page.locator(".stations .departures li").count()) === 4, "four departures of the only stop");
  ok((await page.locator(".stations h2 a").getAttribute("href")).startsWith("/orte/"), "the stop leads to its place");
});

for (const profile of ["desktop", "mobile", "dark"]) {
  test(`departures have no violation on ${profile}`, { profile }, async (t) => {
    await valid(t);
    for (const path of [await placeOf(t), "/haltestellen", `/haltestellen/${STOP.id}`, `/en/haltestellen/${STOP.id}`, "/mobilitaet"]) {
      await t.visit.open(path);
      const found = await violations(t.page);
      t.ok(found.length === 0, `${path} has no violation`, found.join(" | "));
    }
  });
}

test("a station that does not exist is no page", { expects: { statuses: [404] } }, async ({ page, ok, base }) => {
  const answer = await page.goto(`${base}/haltestellen/gibt-es-nicht`);
  ok(answer.status() === 404, "not found", String(answer.status()));
});
