// Help in heat is there on every day, and found where people look for it.
import { overflowing, violations } from "../audit.mjs";
import { test } from "../harness.mjs";

const HEAT = "/hitze";

for (const profile of ["desktop", "mobile", "dark"]) {
  for (const path of [HEAT, "/en/hitze", `${HEAT}?nahe=Hauptstraße 1`]) {
    test(`${path} has no violation on ${profile}`, { profile }, async ({ page, ok, visit }) => {
      await visit.open(path);
      const found = await violations(page);
      ok(found.length === 0, "there is no violation", found.join(" | "));
      const wide = await overflowing(page);
      ok(wide.length === 0, "nothing is wider than the page", wide);
    });
  }
}

test("help in heat is found from the climate compass, in both languages", { profile: "no-js" }, async ({ page, ok, visit }) => {
  await visit.open("/klimakompass");
  await page.locator("main").getByRole("link", { name: "Hilfe bei Hitze" }).first().click();
  await visit.untilHeading("Hilfe bei Hitze");
  for (const number of ["112", "116117"]) ok((await page.locator(`a[href="tel:${number}"]`).count()) > 0, `${number} can be called`);
  await page.click("header a[hreflang=en]");
  await visit.untilHeading("Help in heat");
  ok((await page.locator('a[href="tel:112"]').count()) > 0, "also in English");
});

test("without scripts places are told with their distance from an address, the nearest first", { profile: "no-js" }, async ({ page, ok, visit }) => {
  await visit.open(HEAT);
  ok((await page.locator("main .di").count()) === 0, "without an address there is no distance");
  await page.fill("#nahe", "Hauptstraße 1");
  await page.press("#nahe", "Enter");
  await visit.untilAddress("nahe=Hauptstraße 1");
  const lists = await page.$$eval("[data-part=found] ul", (lists) =>
    lists.map((list) => [...list.querySelectorAll(".di")].map(({ textContent }) => Number.parseFloat(textContent.replace(",", ".")) * (/km/.test(textContent) ? 1000 : 1))),
  );
  ok(lists.length >= 4, "there are cool rooms, water, toilets and shade", lists);
  ok(lists.every((list) => list.length > 0 && list.every((metres, n) => n === 0 || list[n - 1] <= metres)), "the nearest is the first", lists);
  const closed = await page.locator("[data-part=found] .st.shut").count();
  ok(closed === 0, "what is closed is left out", closed);
});

test("an address is answered without a load", {}, async ({ page, ok, visit }) => {
  await visit.open(HEAT);
  await visit.mark();
  await page.fill("#nahe", "Bahnhofstraße 1");
  await page.press("#nahe", "Enter");
  await page.waitForSelector("[data-part=found] .di");
  ok(await visit.isSameTab(), "the page was not loaded again");
  ok((await page.title()).startsWith("Hilfe bei Hitze"), "it is the same page");
});

test("what nobody knows as an address is said", { profile: "no-js" }, async ({ page, ok, visit }) => {
  await visit.open(`${HEAT}?nahe=Qxqxqx`);
  ok((await page.locator("#nahe-fehler").count()) === 1, "the field says so");
  ok((await page.locator("main .place-row").count()) > 0, "the places are there all the same");
});
