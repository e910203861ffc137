// What assistive technology is told about the pages stays what it is: see ../golden.mjs.
import { isToldAsBefore } from "../golden.mjs";
import { test } from "../harness.mjs";

/** The invented city: its places do not change when those of a real one do. */
export const city = "musterstadt";

const PAGES = {
  home: "/",
  "home-english": "/en",
  places: "/orte?kategorie=toiletten",
  "places-filtered": "/orte?kategorie=toiletten&rollstuhl=ja&q=a",
  "places-none": "/orte?kategorie=toiletten&q=gibtesnicht",
  search: "/suche?q=Toilette",
};

for (const [name, path] of Object.entries(PAGES)) {
  test(`assistive technology is told the same of ${path} as before`, {}, async (t) => {
    await t.visit.open(path);
    await isToldAsBefore(t, name);
  });
}

test("assistive technology is told the same of a place as before", {}, async (t) => {
  await t.visit.open("/orte?kategorie=toiletten");
  await t.visit.open(await t.page.getAttribute("#liste h3 a >> nth=0", "href"));
  await isToldAsBefore(t, "place");
});

test("assistive technology is told the same of the open filters as before", {}, async (t) => {
  const { page, visit } = t;
  await visit.open("/orte?kategorie=toiletten&rollstuhl=ja");
  await page.click("form.filter summary");
  await page.focus("#q");
  await isToldAsBefore(t, "filters", "form.filter");
});
