// A timetable that is over: on a server of its own, because the others have one that is valid.
import { test } from "../harness.mjs";
import { days, timetable } from "../timetable.mjs";
import { until } from "../until.mjs";

export const city = "musterstadt";
export const hasSources = true;

const STOP = { id: "de:99999:1", name: "Musterstadt, Marktplatz", lat: 53.0514, lon: 12.4506 };
const PART = "[data-live=departures]";

test("a timetable that has ended says so and shows no departure", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await t.server.imports("gtfs", "timetable.zip", timetable(STOP, days(-40, -35)));
  const state = async () => (await (await fetch(`${t.base}/api/v1/stops/${STOP.id}/departures`)).json().catch(() => ({}))).timetable;
  await until("a timetable that has ended", async () => (await state()) === "ended", { timeout: 15_000, every: 200 });
  await visit.open(`/haltestellen/${STOP.id}`);
  const text = await page.textContent(PART);
  ok(/Der Fahrplan endete am \d+\. .* Es können keine Abfahrten gezeigt werden\./.test(text), "said plainly", text);
  ok((await page.locator(".departures").count()) === 0, "no departure");
  ok(text.includes("Linien, die hier hielten"), "the lines that stopped here");
  await visit.open("/en/mobilitaet");
  const part = "[data-live=next-departures]";
  ok((await page.textContent(part)).includes("The timetable ended on"), "said on the page of mobility too");
  ok((await page.locator(`${part} .departures`).count()) === 0, "and no departure there");
});
