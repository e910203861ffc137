// What departs from a stop: from an invented timetable of two lines around a stop of the city.
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";
import { zip } from "../zip.mjs";

const STOP = { id: "de:00000:1", name: "Invented town, Brückenstraße", lat: 49.41556, lon: 8.69211 };
const PART = "[data-live=departures]";

const day = (date) => date.toISOString().slice(0, 10).replaceAll("-", "");
const days = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => day(new Date(Date.now() + (from + n) * 86_400_000)));

/** A timetable that runs on these days: a tram every twenty minutes around the clock, and a bus after midnight. */
function timetable(on) {
  const time = (minutes) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:00`;
  const trips = [...Array.from({ length: 72 }, (_, n) => [`t${n}`, "T", n * 20]), ["late", "B", 1505]];
  const calls = trips.flatMap(([id, , at]) => [
    `${id},1,${STOP.id}:1:A,${time(at)},${time(at)}`,
    `${id},2,${STOP.id}:9:Z,${time(at + 10)},${time(at + 10)}`,
  ]);
  return zip({
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nv,Invented Transport,https://v.example,Europe/Berlin\n",
    "routes.txt": "route_id,agency_id,route_short_name,route_type,route_color,route_text_color\nT,v,5,0,c00000,c10000\nB,v,M1,3,,\n",
    "stops.txt":
      "stop_id,stop_name,stop_lat,stop_lon,platform_code,wheelchair_boarding\n" +
      `${STOP.id}:1:A,"${STOP.name}",${STOP.lat},${STOP.lon},A,1\n${STOP.id}:9:Z,"${STOP.name}",${STOP.lat},${STOP.lon},,\n`,
    "calendar_dates.txt": `service_id,date,exception_type\n${on.map((date) => `s,${date},1\n`).join("")}`,
    "trips.txt": `route_id,service_id,trip_id,trip_headsign,wheelchair_accessible\n${trips.map(([id, route]) => `${route},s,${id},Elsewhere,1\n`).join("")}`,
    "stop_times.txt": `trip_id,stop_sequence,stop_id,arrival_time,departure_time\n${calls.join("\n")}\n`,
  });
}

const asked = async (base) => (await fetch(`${base}/api/v1/stops/${STOP.id}/departures?limit=100`)).json().catch(() => ({}));

/** Imports a timetable and waits until the running server shows it. */
async function imported({ base, server }, on, state) {
  await server.imports("gtfs", "timetable.zip", timetable(on));
  return until(`a timetable that is ${state}`, async () => (await asked(base)).timetable === state && asked(base), {
    timeout: 15_000,
    every: 200,
  });
}

const valid = (t) => imported(t, days(-1, 2), "valid");

/** The address of the place that is the stop. */
const placeOf = async ({ base }) => `/orte/${(await asked(base)).stop.place}`;

test("a stop shows what leaves next, with line, direction, time and where that is known from", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await valid(t);
  await visit.open(await placeOf(t));
  const rows = await page.$$eval(`${PART} .departures li`, (rows) => rows.map((row) => row.textContent.replaceAll(/\s+/g, " ")));
  ok(rows.length === 12, "twelve departures", rows);
  ok(rows.every((row) => /^Linie (5|M1)/.test(row) && row.includes("Richtung Elsewhere")), "line and direction", rows[0]);
  ok(rows.every((row) => /\d:\d\d/.test(row) && row.includes("Fahrplan · Steig A · barrierefrei")), "time and more", rows[0]);
  ok(/jetzt|in \d+ Minuten?/.test(rows[0]), "how long to wait", rows[0]);
  ok((await page.textContent(PART)).includes("Verspätungen und Ausfälle sind hier nicht bekannt"), "what is not known is said");
});

test("the bus after midnight belongs to the day before, and the first departures come first", {}, async (t) => {
  const { departures } = await valid(t);
  const times = departures.map(({ planned }) => Date.parse(planned));
  t.ok(times.every((time, n) => n === 0 || times[n - 1] <= time), "in their order", departures.map(({ planned }) => planned));
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
    for (const path of [await placeOf(t), "/haltestellen", `/haltestellen/${STOP.id}`, `/en/haltestellen/${STOP.id}`]) {
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

test("a timetable that has ended says so and shows no departure", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await imported(t, days(-40, -35), "ended");
  await visit.open(await placeOf(t));
  const text = await page.textContent(PART);
  ok(/Der Fahrplan endete am \d+\. .* Es können keine Abfahrten gezeigt werden\./.test(text), "said plainly", text);
  ok((await page.locator(".departures").count()) === 0, "no departure");
  ok(text.includes("Linien, die hier hielten"), "the lines that stopped here");
});
