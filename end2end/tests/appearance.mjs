// Language, colours, print: one portal in several clothes.
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const TOILETS = "/orte?kategorie=toiletten";

/** How bright the page's background is, from 0 (black) to 255. */
function brightness(page) {
  return page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const pen = canvas.getContext("2d");
    for (const element of [document.documentElement, document.body]) {
      pen.fillStyle = getComputedStyle(element).backgroundColor;
      pen.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue, opaque] = pen.getImageData(0, 0, 1, 1).data;
    return opaque === 0 ? 255 : Math.round((red + green + blue) / 3);
  });
}

test("changing the language keeps page, filters and places", {}, async ({ page, ok, visit }) => {
  await visit.open("/");
  await page.click('header nav a[href="/buergerservices"]');
  await page.click('.tiles a[href="/orte?kategorie=toiletten"]');
  await visit.untilAddress(TOILETS);
  await page.locator('label:has(input[name="rollstuhl"])').click();
  await visit.untilAddress("rollstuhl=ja");
  await until("the language link to follow", async () =>
    (await page.getAttribute("header a[hreflang]", "href")).includes("rollstuhl=ja"),
  );
  const german = await visit.listed();
  await page.click("header a[hreflang=en]");
  await until("the English page", async () => (await page.getAttribute("html", "lang")) === "en");
  await visit.awake();
  ok(visit.address().startsWith("/en/orte?") && visit.address().includes("rollstuhl=ja"), "the address is its English twin", visit.address());
  ok((await visit.listed()).sort().join() === german.sort().join(), "the places are the same");
  ok((await visit.heading()) === "Public toilets", "the heading is English", await visit.heading());
  ok(await page.isChecked('input[name="rollstuhl"]'), "the filter is ticked");
  await page.click("#liste h3 a >> nth=0");
  await page.waitForSelector("article[data-id]");
  await page.click("header a[hreflang=de]");
  await until("the German page", async () => (await page.getAttribute("html", "lang")) === "de");
  ok(visit.address().startsWith("/orte/"), "the way back leads to the German twin", visit.address());
});

test("German notes on an English page are marked as German", {}, async ({ page, ok, visit }) => {
  const notes = () => page.$$eval("main .tags span, main .facts dd, main .facts dd span", (all) =>
    all.filter((one) => one.children.length === 0 && one.textContent.includes("€")).map((one) => one.closest("[lang]").lang),
  );
  await visit.open(`/en${TOILETS}`);
  const english = await notes();
  ok(english.length > 0 && english.every((lang) => lang === "de"), "in the list", english);
  await visit.open(await page.getAttribute('#liste li:has(.tags span[lang="de"]) h3 a >> nth=0', "href"));
  const facts = await notes();
  ok(facts.length > 0 && facts.every((lang) => lang === "de"), "and on the page of the place", facts);
  ok((await page.getAttribute("html", "lang")) === "en", "which is English itself");
  await visit.open(TOILETS);
  const marked = await page.$$eval("main :is(.tags, .facts) [lang]", (all) => all.map((one) => one.outerHTML.slice(0, 80)));
  ok(marked.length === 0, "a German page need not say so", marked);
});

test("the colours follow the system", { profile: "dark" }, async ({ page, ok, visit }) => {
  await visit.open("/");
  ok((await brightness(page)) < 60, "the page is dark", String(await brightness(page)));
  ok((await page.getAttribute("html", "data-theme")) === null, "nothing was chosen");
  await page.emulateMedia({ colorScheme: "light" });
  ok((await brightness(page)) > 200, "the page becomes light with the system", String(await brightness(page)));
});

test("chosen colours stay, and the next page does not flash in others", {}, async ({ page, ok, visit }) => {
  await visit.open("/");
  await page.selectOption("[data-theme-select]", "dark");
  await until("a dark page", async () => (await brightness(page)) < 60);
  await page.click('header nav a[href="/mobilitaet"]');
  await visit.untilHeading("Mobilität");
  ok((await brightness(page)) < 60, "the next page is dark");
  // Without the client and nav.js: what is dark now was dark at the first paint.
  await page.route(/\.(wasm|js)(\?|$)/, () => {});
  await page.goto(`${visit.base}${TOILETS}`, { waitUntil: "commit" });
  await page.waitForSelector("h1");
  ok((await brightness(page)) < 60, "a page is dark before its scripts arrive");
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await visit.open("/");
  ok((await page.inputValue("[data-theme-select]")) === "dark", "the choice is shown", await page.inputValue("[data-theme-select]"));
  await page.selectOption("[data-theme-select]", "system");
  await until("a light page", async () => (await brightness(page)) > 200);
});

test("on paper there is the list, and no map, no buttons", {}, async ({ page, ok, visit }) => {
  await visit.open(TOILETS);
  await page.emulateMedia({ media: "print" });
  for (const gone of [".map", "header nav", "form.filter", ".view-switch"]) {
    ok((await page.locator(`${gone}:visible`).count()) === 0, `${gone} is not printed`);
  }
  ok((await page.locator("#liste h3:visible").count()) === (await visit.listed()).length, "all places are printed");
  ok(await page.isVisible("h1"), "the heading is printed");
  const sheet = await page.pdf({ format: "A4" });
  ok(sheet.length > 5_000, "it can be printed");
});

test("a place fits on paper with its hours and its source", {}, async ({ page, ok, visit }) => {
  await visit.open("/orte?kategorie=recyclinghoefe");
  await visit.open(await page.getAttribute("#liste h3 a >> nth=0", "href"));
  await page.emulateMedia({ media: "print" });
  ok((await page.locator(".map:visible").count()) === 0, "the map is not printed");
  ok((await page.locator("details.report form:visible").count()) === 0, "the form is not printed");
  ok(await page.isVisible("dl.facts"), "the facts are printed");
});

test("on a phone one switch changes between list and map, and the address knows it", { profile: "mobile" }, async ({ page, ok, visit }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await visit.open(TOILETS);
  ok(await page.isVisible("#liste"), "the list comes first");
  ok(!(await page.isVisible(".map")), "the map is not shown yet");
  ok(!asked.some((url) => /leaflet|\/tiles\//.test(url)), "nothing of the map is loaded yet", asked.filter((url) => /leaflet|tiles/.test(url)));
  await page.click('.view-switch button[data-view="map"]');
  await visit.untilMap();
  ok(await page.isVisible(".map"), "the map is shown");
  ok(!(await page.isVisible("#liste")), "the list is hidden");
  ok((await page.getAttribute('.view-switch button[data-view="map"]', "aria-pressed")) === "true", "the switch says so");
  ok(visit.address().includes("ansicht=karte"), "the address says so", visit.address());
  await page.reload();
  await visit.awake();
  await visit.untilMap();
  ok(await page.isVisible(".map"), "a reload shows the map again");
  await page.click('.view-switch button[data-view="list"]');
  await page.waitForSelector("#liste", { state: "visible" });
  ok(!(await page.isVisible(".map")), "the map is hidden again");
});

test("the page of a kiosk uses its height", { profile: "kiosk" }, async ({ page, ok, visit }) => {
  await visit.open("/");
  ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 1080, "nothing runs out at the side");
});

test("a tablet shows places and map without running out at the side", { profile: "tablet" }, async ({ page, ok, visit }) => {
  await visit.open(TOILETS);
  ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 768, "nothing runs out at the side");
  ok((await visit.listed()).length > 5, "the list is there");
});
