// Delays and cancellations: from the simulated operators of the invented city to its pages. A timetable of its own,
// because nothing else in that city has one.
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { days, timetable } from "../timetable.mjs";
import { until } from "../until.mjs";

export const city = "musterstadt";

const STOP = { id: "de:99999:1", name: "Musterstadt, Marktplatz", lat: 53.0514, lon: 12.4506 };
const PART = "[data-live=departures]";

const asked = async (base) => (await fetch(`${base}/api/v1/stops/${STOP.id}/departures?limit=30`)).json().catch(() => ({}));

/** What the open interface says as soon as something is heard of trips; the source is asked once a minute. */
async function heard({ base, server }) {
  if (!(await asked(base)).timetable) await server.imports("gtfs", "timetable.zip", timetable(STOP, days(-1, 2)));
  const isLive = ({ live_at, departures }) => live_at && departures.some(({ known_from }) => known_from === "live");
  return until("something that is heard of trips", async () => {
    const told = await asked(base);
    return isLive(told) && told;
  }, { timeout: 100_000, every: 1_000 });
}

/** What a row of departures says, as the open interface tells it. */
function words({ known_from, state, delay_minutes: late }) {
  if (state !== "runs") return { cancelled: "fällt aus", skipped: "hält hier nicht" }[state];
  if (known_from !== "live") return "Fahrplan";
  return late === 0 ? "pünktlich" : `${late < 0 ? "−" : "+"}${Math.abs(late)} Min., geplant`;
}

test("delays and cancellations arrive within a minute or two and say since when they are known", { profile: "no-js", timeout: 150_000 }, async (t) => {
  const { page, ok, visit, base } = t;
  const live = await heard(t);
  ok(live.departures.every(({ known_from, expected, state }) => (known_from === "live") === (expected !== null || state !== "runs")), "live is what is heard");
  ok(live.departures.at(-1).known_from === "timetable", "nothing is heard of what leaves in many hours");
  // Minutes pass while the two are asked: then the next answers are compared.
  await until("a page that says what the open interface says", async () => {
    await visit.open(`/haltestellen/${STOP.id}`);
    const rows = await page.$$eval(`${PART} .departures li`, (rows) => rows.map((row) => row.textContent));
    const { departures } = await asked(base);
    return rows.length === 30 && rows.every((row, n) => row.includes(words(departures[n])));
  }, { timeout: 40_000, every: 3_000 });
  ok(/„live“ steht, wo gemeldet wird, .* zuletzt um \d+:\d\d Uhr \(Quelle: .*, Simulation\)/.test(await page.textContent(PART)), "by whom and when");
});

for (const profile of ["mobile", "dark"]) {
  test(`live departures have no violation on ${profile}`, { profile, timeout: 150_000 }, async (t) => {
    await heard(t);
    for (const path of [`/haltestellen/${STOP.id}`, `/en/haltestellen/${STOP.id}`]) {
      await t.visit.open(path);
      const found = await violations(t.page);
      t.ok(found.length === 0, `${path} has no violation`, found.join(" | "));
    }
  });
}
