// A heat wave that began yesterday: it is announced where people look, with its number and its warning.
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

export const city = "musterstadt";

/** About how warm it is in each month; the wave makes 40 °C of it, day and night, in every season. */
const USUAL = [2, 3, 7, 11, 17, 22, 24, 23, 17, 10, 6, 3];
const HOT = 40;
const DAY_MS = 86_400_000;

export const changed = {
  "simulation/warnings.csv": (text) => {
    const yesterday = new Date(Date.now() - DAY_MS);
    const warmer = HOT - USUAL[yesterday.getMonth()];
    const begins = `heat-july,${yesterday.getMonth() + 1},${yesterday.getDate()},`;
    const wave = text.replace(/^heat-july,7,10,(\d+),(\d+),(\d+),(\w+),9,/m, `${begins}$1,$2,$3,$4,${warmer},`);
    if (wave === text) throw new Error("the city has no heat wave in July any more");
    return wave;
  },
};

const untilHot = ({ base }) =>
  until(
    "the heat to be measured",
    async () => {
      const { topics } = await (await fetch(`${base}/api/v1/latest?topics=weather,warnings`)).json();
      const values = topics.flatMap((topic) => topic.values ?? []);
      return values.some(({ datastream, value }) => /air_temperature|felt_temperature/.test(datastream) && value > 32) && topics.some((topic) => topic.events?.length > 0);
    },
    { timeout: 30_000, every: 200 },
  );

for (const [path, profile] of [["/", "no-js"], ["/klimakompass", "no-js"], ["/en/klimakompass", "mobile"]]) {
  test(`${path} announces the heat with its number and leads to help`, { profile }, async (t) => {
    const { page, ok, visit } = t;
    await untilHot(t);
    await visit.open(path);
    const note = page.locator("main [role=note]:not(.simulation)").first();
    const words = await note.innerText();
    ok(/sehr heiß|very hot/.test(words) && /\d\d\s°C/.test(words) && /Simulation/.test(words), "it tells how hot it is, and that this is simulated", words);
    if (profile !== "no-js") {
      const found = await violations(page);
      ok(found.length === 0, "there is no violation", found.join(" | "));
    }
    await note.getByRole("link").last().click();
    await visit.untilHeading(path.startsWith("/en") ? "Help in heat" : "Hilfe bei Hitze");
  });
}

test("without scripts the official warning of heat stands with what to do", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await untilHot(t);
  await visit.open("/klimakompass");
  const warnings = await page.locator("[data-live=warnings]").innerText();
  ok(warnings.includes("STARKE HITZE") || warnings.includes("starke Wärmebelastung"), "the warning is there", warnings);
  ok(/Viel trinken/.test(warnings), "it says what to do", warnings);
});
