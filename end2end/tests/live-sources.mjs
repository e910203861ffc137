// From the source to the open page: a portal that reads from `portal simulate`, whose time runs quickly.
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

export const city = "musterstadt";
export const hasSources = true;

const FEED = "parking";
const ROW = "tr[data-datastream]:not([data-open])";

/** What a reader sees in every row: the value, its time, its age and its state. */
const seen = (page) =>
  page.$$eval(ROW, (rows) =>
    rows.map((row) => ({
      datastream: row.dataset.datastream,
      value: row.querySelector("[data-value]").textContent,
      end: row.querySelector("[data-time]").getAttribute("datetime"),
      age: row.querySelector("[data-age]").textContent,
    })),
  );

/** How old a value is in hours, as a page says it that tells ages anew every ten seconds. */
const isAgeOf = ({ age, end }, now) =>
  [0, 15_000].some((late) => age === `vor ${Math.floor((now - late - Date.parse(end)) / 3_600_000)} Std.`);

/** The newest values in the open interface, by datastream. */
async function newest(base) {
  const { topics } = await (await fetch(`${base}/api/v1/latest?topics=parking`)).json();
  return new Map(topics[0].values.map((value) => [value.datastream, value]));
}

test("a value that changes at its source arrives on the open page, and a source that fails lets values grow old", {}, async (t) => {
  const { page, ok, visit, base, server } = t;
  await page.clock.install();
  // Whoever comes before the first values waits for them on the page.
  await visit.open("/live/parken");
  await visit.mark();
  await server.read(FEED);
  const rows = () => page.$$eval("tr[data-datastream]", (rows) => rows.map((row) => row.dataset.datastream));
  const isWhole = async () => {
    const [shown, known] = [new Set(await rows()), [...(await newest(base)).keys()]];
    return known.some((id) => id.startsWith(`simulated-${FEED}:`)) && known.every((id) => shown.has(id));
  };
  await until("a row for every value", isWhole, { timeout: 20_000 });
  await page.getByText("Werte kommen laufend").waitFor();
  const before = new Map((await seen(page)).map((row) => [row.datastream, row]));

  const changed = await until(
    "a changed value",
    async () => {
      await server.read(FEED);
      return (await seen(page)).find(({ datastream, value }) => value !== before.get(datastream).value);
    },
    { timeout: 40_000, every: 500 },
  );
  const old = before.get(changed.datastream);
  ok(Date.parse(changed.end) > Date.parse(old.end), "its time is newer", [old, changed]);
  ok(isAgeOf(changed, await page.evaluate(() => Date.now())), "its age is that of the newer time", changed);
  ok(await visit.isSameTab(), "the page was not loaded again");

  await server.fail(FEED, "500");
  await server.read(FEED);
  const stored = await newest(base);
  await until("the last values", async () =>
    (await seen(page)).every(({ datastream, end }) => Date.parse(end) === Date.parse(stored.get(datastream).end)),
  );
  await page.clock.fastForward("30:00:00");
  const states = page.locator(`${ROW} [data-freshness]`);
  await until("every value to be old", async () =>
    (await states.allTextContents()).every((state) => state === "seit über einem Tag ohne Meldung"),
  );
  const ages = (await seen(page)).map(({ age }) => age);
  ok(ages.every((age) => /^vor 3\d Std\.$/.test(age)), "their ages go on", ages);
});

test("a source that never answered is said to be down", { profile: "no-js" }, async ({ page, visit, server }) => {
  await server.read("weather");
  // What another program has read is shown a moment later.
  await until("the source to be down", async () => {
    await visit.open("/datenquellen");
    const state = page.getByRole("row", { name: "simulated-weather" }).locator("[data-state]");
    return (await state.innerText()).startsWith("ausgefallen seit");
  });
});
