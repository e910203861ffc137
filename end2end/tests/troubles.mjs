// What still works when something does not: slow or broken client, an old browser, an update, no network.
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const HOME = "/";
const MOBILITY = "/mobilitaet";
const TOILETS = "/orte?kategorie=toiletten";

/** Holds back all answers to a pattern until the returned function is called. */
async function gate(page, pattern) {
  let open;
  const opened = new Promise((done) => (open = done));
  await page.route(pattern, async (route) => {
    await opened;
    await route.continue().catch(() => {});
  });
  return open;
}

/** The portal as it is without a living client: links, forms and lists. */
async function worksWithoutIsles({ page, ok, visit }) {
  await page.goto(`${visit.base}/`);
  await page.click(`header nav a[href="${MOBILITY}"]`);
  await visit.untilHeading("Mobilität");
  await page.goto(visit.base + TOILETS);
  ok((await visit.listed()).length > 5, "the list is there");
  await page.check('form.filter input[name="rollstuhl"]');
  if (!/rollstuhl=ja/.test(visit.address())) await page.click('form.filter button:has-text("Filter anwenden")');
  await page.waitForSelector('.found a.chip-x[href^="/orte"]');
  const name = (await page.textContent("#liste h3 a >> nth=0")).trim();
  await page.click("#liste h3 a >> nth=0");
  await visit.untilHeading(name);
  await page.goBack();
  await visit.untilAddress("rollstuhl=ja");
}

test("while the client is still loading, links work, and isles wake up afterwards", {}, async ({ page, ok, visit }) => {
  const open = await gate(page, "**/*.wasm");
  // Modules have run when this comes: nav.js answers clicks, and waits for the client.
  await page.goto(visit.base + HOME, { waitUntil: "domcontentloaded" });
  await visit.mark();
  await page.click(`header nav a[href="${MOBILITY}"]`);
  await visit.untilHeading("Mobilität");
  const kept = await visit.isSameTab();
  await visit.follow(TOILETS);
  await page.waitForSelector("#liste");
  ok(kept && (await visit.isSameTab()), "pages are swapped before the client is there");
  open();
  await visit.awake();
  await visit.untilMap();
  await page.selectOption("[data-theme-select]", "dark");
  await until("the dark colours", async () => (await page.getAttribute("html", "data-theme")) === "dark");
});

test("a browser without the Navigation API loads pages and wakes their isles", {}, async ({ page, ok, visit }) => {
  await page.addInitScript(() => {
    delete window.navigation;
    if (window.navigation) Object.defineProperty(window, "navigation", { value: undefined });
  });
  await visit.open(HOME);
  await visit.mark();
  await page.click(`header nav a[href="${MOBILITY}"]`);
  await visit.untilHeading("Mobilität");
  ok(!(await visit.isSameTab()), "the link is a page load");
  await visit.open(TOILETS);
  await visit.untilMap();
  ok((await visit.mapped()).length === (await visit.count()), "the map shows the places");
  await page.goBack();
  await visit.untilHeading("Mobilität");
});

test("after an update of the portal the next page is loaded anew", {}, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  await visit.mark();
  let loads = 0;
  await page.route(`**${MOBILITY}`, async (route) => {
    loads += 1;
    const answer = await route.fetch();
    const html = (await answer.text()).replace(/(<meta name="build" content=")[^"]*/, "$1another");
    await route.fulfill({ response: answer, body: html });
  });
  await page.click(`header nav a[href="${MOBILITY}"]`);
  await visit.untilHeading("Mobilität");
  await until("a real load", async () => !(await visit.isSameTab()));
  await visit.awake();
  ok(visit.address() === MOBILITY, "the citizen is where the link led", visit.address());
  ok(loads <= 2, "it is loaded once more, not again and again", String(loads));
});

const blocked = { failures: [/\.wasm/], messages: [/wasm|fetch|client/i] };
test("when the client cannot be loaded, links, forms and lists work", { expects: blocked }, async (t) => {
  await t.page.route("**/*.wasm", (route) => route.abort());
  await worksWithoutIsles(t);
});

const broken = { messages: [/./] };
test("when the client is broken, links, forms and lists work", { expects: broken }, async (t) => {
  await t.page.route("**/*.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: Buffer.from("kaputt") }));
  await worksWithoutIsles(t);
});

const crashed = { messages: [/panic|unreachable|isle|props|JSON/i], statuses: [] };
test("an isle that cannot read its properties leaves the page usable", { expects: crashed }, async (t) => {
  await t.page.route("**/orte?**", async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replaceAll(/data-props="[^"]*"/g, 'data-props="{&quot;kaputt"');
    await route.fulfill({ response: answer, body: html });
  });
  await worksWithoutIsles(t);
});

test("when the network is gone, the citizen sees it", { expects: { failures: [/mobilitaet/], messages: [/./] } }, async ({ page, ok, visit }) => {
  await visit.open(HOME);
  await page.route(`**${MOBILITY}`, (route) => route.abort("internetdisconnected"));
  await page.click(`header nav a[href="${MOBILITY}"]`);
  const says = /nicht erreichbar|keine Verbindung|offline|internet/i;
  await until("a message or the browser's own page", async () =>
    page.url().startsWith("chrome-error:") || says.test(await page.innerText("body")),
  );
  ok(true, "");
});
