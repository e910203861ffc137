// Moving through the portal: pages are swapped in place where the browser can, and loaded where it cannot.
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const HOME = "/";
const MOBILITY = "/mobilitaet";
const LONG_LIST = "/orte?kategorie=haltestellen";

test("a link shows the next page without a reload", {}, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  await visit.mark();
  await page.click(`header nav a[href="${MOBILITY}"]`);
  await visit.untilHeading("Mobilität");
  ok(await visit.isSameTab(), "the tab is not loaded anew");
  ok(visit.address() === MOBILITY, "the address is that of the link", visit.address());
  ok((await page.title()).startsWith("Mobilität – "), "the title is that of the page", await page.title());
  for (const only of ["h1", "main", "title", "header.head", "footer", "meta[name=build]"]) {
    ok((await page.locator(only).count()) === 1, `there is one ${only}`, await page.locator(only).count());
  }
  const current = await page.$$eval("header nav [aria-current]", (links) =>
    links.map((link) => `${link.getAttribute("href")} ${link.getAttribute("aria-current")}`),
  );
  ok(current.join() === `${MOBILITY} page`, "only the link to the page is marked as current", current);
  await until("the heading to have the focus", async () => (await visit.focused()).startsWith("h1"));
  ok((await visit.scrollPosition()) === 0, "the page begins at its top");
  const languageLink = await page.getAttribute("header a[hreflang]", "href");
  ok(languageLink === `/en${MOBILITY}`, "the language link leads to the same page", languageLink);
});

test("the title of the next page is announced to screen readers", {}, async ({ page, visit }) => {
  await visit.open(HOME);
  await page.click(`header nav a[href="${MOBILITY}"]`);
  await until("the title in the live region", async () => (await page.textContent("#announce")).includes("Mobilität"));
});

test("a link that is touched while a field is being filled in is followed", { profile: "mobile" }, async ({ page, ok, visit }) => {
  await visit.open("/orte?kategorie=toiletten");
  const name = (await page.textContent("#liste h3 a >> nth=0")).trim();
  const asked = [];
  page.on("request", (request) => request.url().includes("nahe=") && asked.push(request.url()));
  await page.fill("#nahe", "Hauptstraße 1");
  await page.tap("#liste h3 a >> nth=0");
  await visit.untilHeading(name);
  ok(asked.length === 0, "nothing was asked that nobody waits for", asked);
});

test("a place below an area keeps the area marked", {}, async ({ page, ok, visit }) => {
  await visit.open("/buergerservices");
  await page.click(".tiles a >> nth=0");
  await visit.untilAddress("/orte?kategorie=");
  await until("the list", async () => (await page.locator("#liste").count()) === 1);
  const current = await page.getAttribute('header nav a[href="/buergerservices"]', "aria-current");
  ok(current === "true", "the area's link says that the page is below it", current);
});

test("back and forward bring page, title and position back", {}, async ({ page, ok, visit }) => {
  await visit.open(LONG_LIST);
  await visit.mark();
  const heading = await visit.heading();
  await page.evaluate(() => window.scrollTo(0, 1500));
  await until("the page to be scrolled", async () => (await visit.scrollPosition()) > 1000);
  const before = await visit.scrollPosition();
  await visit.clickInPlace("#liste li:nth-child(12) h3 a");
  await until("the page of the place", async () => (await visit.heading()) !== heading);
  await until("the new page to begin at its top", async () => (await visit.scrollPosition()) === 0);
  const place = await visit.heading();
  await page.goBack();
  await visit.untilHeading(heading);
  await until("the old position", async () => Math.abs((await visit.scrollPosition()) - before) < 5).catch(async () =>
    ok(false, `the list is where it was left (${before})`, String(await visit.scrollPosition())),
  );
  ok(visit.address() === LONG_LIST, "the address is the old one", visit.address());
  ok((await page.title()).startsWith(heading), "the title is the old one", await page.title());
  await page.goForward();
  await visit.untilHeading(place);
  await page.goBack();
  await visit.untilHeading(heading);
  ok(await visit.isSameTab(), "no page was loaded anew");
});

test("a link to a part of the page scrolls there and asks the server nothing", {}, async ({ page, ok, visit }) => {
  await visit.open("/api");
  await visit.mark();
  await page.evaluate(() => {
    const end = Object.assign(document.createElement("h2"), { id: "ganz-unten", textContent: "Unten" });
    document.querySelector("main").append(end);
  });
  const asked = [];
  page.on("request", (request) => request.url().includes("favicon") || asked.push(request.url()));
  await visit.follow("#ganz-unten");
  await until("the part to be in view", async () => (await visit.scrollPosition()) > 100);
  ok(page.url().endsWith("#ganz-unten"), "the address names the part", page.url());
  await page.goBack();
  await until("the top of the page", async () => (await visit.scrollPosition()) < 50);
  ok(await visit.isSameTab(), "the page is the same");
  ok(asked.length === 0, "nothing was asked for", asked);
});

test("the skip link is the first stop and leads into the content", {}, async ({ page, ok, visit }) => {
  await visit.open(LONG_LIST);
  await page.keyboard.press("Tab");
  const first = page.locator(":focus");
  ok((await first.getAttribute("href")) === "#inhalt", "the first stop skips to the content");
  const box = await first.boundingBox();
  ok(box && box.y >= 0 && box.height >= 24, "it can be seen while it has the focus", box);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  ok(await page.evaluate(() => document.activeElement.closest("main") !== null), "the next stop is in the content");
});

test("a search form is answered in place, with the button that sent it", {}, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  await visit.mark();
  await page.evaluate(() => Object.assign(document.querySelector("form.big-search button"), { name: "von", value: "knopf" }));
  await page.fill("form.big-search input[name=q]", "Altglas");
  await page.click("form.big-search button");
  await visit.untilAddress("/suche", "q=Altglas", "von=knopf");
  await until("the results", async () => (await page.textContent("main")).includes("Altglas-Container"));
  ok(await visit.isSameTab(), "the tab is not loaded anew");
});

test("a form that writes is a real load", {}, async ({ page, ok, visit }) => {
  await visit.open(LONG_LIST);
  await page.click("#liste h3 a >> nth=0");
  await page.waitForSelector("details.report", { state: "attached" });
  await visit.mark();
  await page.evaluate(() => (document.querySelector("details.report").open = true));
  await page.selectOption("details.report select", { index: 1 }).catch(() => page.check("details.report input[type=radio] >> nth=0"));
  await page.fill("details.report textarea", "Der Mast steht auf der anderen Straßenseite.");
  await page.click("details.report button:not([type=button])");
  await page.waitForSelector("#danke");
  ok(!(await visit.isSameTab()), "the tab was loaded anew");
});

test("a page that does not exist says so and leads on", { expects: { statuses: [404] } }, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  const heading = await visit.heading();
  await visit.follow("/gibt-es-nicht");
  await until("another heading", async () => (await visit.heading()) !== heading);
  ok(visit.address() === "/gibt-es-nicht", "the address is kept", visit.address());
  ok((await page.locator("main form.big-search").count()) === 1, "it offers the search");
  await page.click(`header nav a[href="${MOBILITY}"]`);
  await visit.untilHeading("Mobilität");
});

test("a link to data is a real load", {}, async ({ page, visit }) => {
  await visit.open(HOME);
  await visit.follow("/api/v1/categories");
  await until("the data", async () => (await page.evaluate(() => document.contentType)).includes("json"));
});

test("a link to a table is loaded or saved", {}, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  const saved = page.waitForEvent("download", { timeout: 6_000 }).then(() => true, () => false);
  await visit.follow("/api/v1/places?category=toilet&format=csv");
  const shown = until("the table", async () => (await page.evaluate(() => document.contentType)) !== "text/html").then(() => true, () => false);
  ok(await Promise.race([saved, shown]), "the table arrives");
});

test("a click with the control key opens a tab", {}, async ({ page, context, ok, visit }) => {
  await visit.open(HOME);
  const [other] = await Promise.all([
    context.waitForEvent("page"),
    page.click(`header nav a[href="${MOBILITY}"]`, { modifiers: ["Control"] }),
  ]);
  await other.waitForSelector("html[data-hydrated]", { state: "attached", timeout: 20_000 });
  ok(new URL(other.url()).pathname === MOBILITY, "the tab shows the link's page", other.url());
  ok(visit.address() === HOME, "the first tab stays where it is", visit.address());
});

test("of two quick clicks the last one wins", {}, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  await page.evaluate(() => {
    document.querySelector('header nav a[href="/mobilitaet"]').click();
    document.querySelector('header nav a[href="/klimakompass"]').click();
  });
  await visit.untilHeading("Klimakompass");
  await page.waitForLoadState("networkidle");
  ok((await visit.heading()) === "Klimakompass", "the page stays", await visit.heading());
  ok(visit.address() === "/klimakompass", "the address fits the page", visit.address());
});

test("thirty pages later the browser holds no more than before", {}, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  await visit.mark();
  const round = async () => {
    for (const [href, heading] of [[MOBILITY, "Mobilität"], ["/klimakompass", "Klimakompass"], ["/buergerservices", "Bürgerservices"]]) {
      await page.click(`header nav a[href="${href}"]`);
      await visit.untilHeading(heading);
    }
  };
  await round();
  await round();
  const before = await visit.weight();
  for (let i = 0; i < 10; i += 1) await round();
  const after = await visit.weight();
  const numbers = `${JSON.stringify(before)} then ${JSON.stringify(after)}`;
  ok(after.nodes <= before.nodes * 1.25 + 200, "the nodes do not pile up", numbers);
  ok(after.listeners <= before.listeners * 1.1 + 20, "the listeners do not pile up", numbers);
  ok(after.heap <= before.heap * 1.5 + 1024, "the memory does not pile up", numbers);
  ok(await visit.isSameTab(), "no page was loaded anew");
});
