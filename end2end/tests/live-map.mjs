// A table of live values and its map: the same things, and either marks what is chosen in the other.
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { clickMarker, observe } from "../map-view.mjs";
import { until } from "../until.mjs";

const WIDE = { context: { viewport: { width: 1440, height: 900 } } };

/** Opens a table as soon as so many of its things are on the map. */
async function openTable(t, path, least) {
  await observe(t.page);
  await until(
    `${least} rows of ${path}`,
    async () => (await (await fetch(t.base + path)).text()).split(" data-id=").length > least,
    { timeout: 60_000, every: 500 },
  );
  await t.visit.open(path);
}

test("the map beside a table shows its things, and either marks what is chosen in the other", WIDE, async (t) => {
  const { page, ok, visit } = t;
  await openTable(t, "/live/parken", 15);
  await visit.untilMap();
  const listed = await page.$$eval("tr[data-id]", (rows) => rows.map(({ dataset }) => dataset.id).sort());
  ok(listed.length > 5 && new Set(listed).size === listed.length, "each thing with a position is there once", listed.length);
  ok(JSON.stringify(await visit.mapped()) === JSON.stringify(listed), "and on the map", await visit.mapped());
  const marked = () => page.$$eval("tr.sel", (rows) => rows.map(({ dataset }) => dataset.id).join());
  const name = await page.getAttribute(`tr[data-id="${listed[0]}"]`, "data-name");
  const open = (id) => page.$eval(`tr[data-id="${id}"]`, (row) => (row.closest("details").open = true));
  ok(await page.locator(`tr[data-id="${listed[0]}"]`).isHidden(), "a long table is folded by districts");
  await open(listed[0]);
  await page.click(`tr[data-id="${listed[0]}"] .show`);
  await until("the row to be marked", async () => (await marked()) === listed[0]);
  ok((await page.textContent(`tr[data-id="${listed[0]}"] th`)).includes(name), "it bears the name that the map shows", name);
  const last = await page.$$eval("tr[data-id]", (rows) => rows.at(-1).dataset.id);
  const at = await page.$eval(`tr[data-id="${last}"]`, ({ dataset }) => [dataset.lat, dataset.lng]);
  await page.evaluate((spot) => testMap.setView(spot, 18, { animate: false }), at);
  await clickMarker(page, last);
  await until("the other row to be marked", async () => (await marked()) === last);
  const box = await page.locator(`tr[data-id="${last}"]`).boundingBox();
  ok(box.y >= 0 && box.y < 900, "unfolded and brought into view", box);
});

for (const [look, options] of Object.entries({ desktop: WIDE, tablet: { profile: "tablet" }, mobile: { profile: "mobile" } })) {
  test(`a table with its map has no violation and nothing is cut off on ${look}`, options, async (t) => {
    const { page, ok } = t;
    await openTable(t, "/live/luft", 1);
    ok((await page.locator("tr[data-id]").count()) > 0 && (await page.locator(".map").count()) === 1, "there is a map");
    const found = await violations(page);
    ok(found.length === 0, "no violation", found.join(" | "));
    const [width, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    ok(width <= shown, "the page is as wide as the window", width);
    const [table, room] = await page.$eval("table", (table) => [table.scrollWidth, table.parentElement.clientWidth]);
    ok(table <= room, "the table has room", [table, room]);
  });
}
