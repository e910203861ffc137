// The portal with JavaScript off: everything but the map.
import { test } from "../harness.mjs";

const NO_JS = { profile: "no-js" };
const TOILETS = "/orte?kategorie=toiletten";

test("without JavaScript a citizen gets from the first page to a place", NO_JS, async ({ page, ok, visit }) => {
  await visit.open("/");
  await page.fill("form.big-search input[name=q]", "Toilette");
  await page.click("form.big-search button");
  await visit.untilAddress("/suche", "q=Toilette");
  await page.click('.tiles a[href*="kategorie=toiletten"]');
  await visit.untilAddress(TOILETS);
  const all = await visit.listed();
  await page.check('input[name="rollstuhl"]');
  await page.click('form.filter button:has-text("Filter anwenden")');
  await visit.untilAddress("kategorie=toiletten", "rollstuhl=ja");
  const some = await visit.listed();
  ok(some.length > 0 && some.length < all.length, "the filter leaves some places", `${some.length} of ${all.length}`);
  ok(some.every((id) => all.includes(id)), "they are some of those before");
  ok((await visit.count()) === some.length, "the heading counts them", String(await visit.count()));
  ok(await page.isChecked('input[name="rollstuhl"]'), "the filter stays ticked");
  const name = (await page.textContent("#liste h3 a >> nth=0")).trim();
  await page.click("#liste h3 a >> nth=0");
  await visit.untilHeading(name);
});

test("without JavaScript one line says why there is no map, and nothing is offered that cannot work", NO_JS, async ({ page, ok, visit }) => {
  await visit.open(TOILETS);
  ok(await page.isVisible(".map-line"), "a line of text stands for the map");
  for (const dead of ["[data-locate]", "[data-theme-select]", ".view-switch", "#liste button"]) {
    ok((await page.locator(`${dead}:visible`).count()) === 0, `${dead} is hidden`);
  }
  ok((await visit.listed()).length === (await visit.count()), "the list is complete");
  await page.click("#liste h3 a >> nth=0");
  await page.waitForSelector("article[data-id]");
  for (const dead of ["[data-share]", "[data-print]"]) {
    ok((await page.locator(`${dead}:visible`).count()) === 0, `${dead} is hidden`);
  }
  ok((await page.locator('a[href^="geo:"]:visible').count()) > 0, "the way there is offered");
});

test("without JavaScript a typed address sorts the list", NO_JS, async ({ page, ok, visit }) => {
  await visit.open(TOILETS);
  await page.fill("#nahe", "Hauptstr 1");
  await page.press("#nahe", "Enter");
  await visit.untilAddress("nahe=Hauptstr 1");
  ok((await page.innerText(".found")).includes("Hauptstraße"), "it says from where");
  ok((await page.locator("#liste .di").count()) === (await visit.listed()).length, "every place has its distance");
});

test("without JavaScript every part of the list can be reached", NO_JS, async ({ page, ok, visit }) => {
  await visit.open("/orte?kategorie=haltestellen");
  const total = await visit.count();
  const seen = new Set(await visit.listed());
  for (let number = 2; (await page.locator('.pages a:text-is("Weiter")').count()) > 0; number += 1) {
    await page.click('.pages a:text-is("Weiter")');
    await visit.untilAddress(`seite=${number}`);
    for (const id of await visit.listed()) seen.add(id);
  }
  ok(seen.size === total, "the pages together show what the heading counts", `${seen.size} of ${total}`);
});
