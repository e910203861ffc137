// A public screen: large, without a way out, and with nothing left of the citizen before.
import { overflowing, smallTargets, violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const TOILETS = "/orte?kategorie=toiletten";
const PAGES = ["/", "/mobilitaet", TOILETS, "/orte?kategorie=toiletten&q=gibtesnicht", "/suche?q=Glas", "/impressum", "/api", "/en"];
const OPERABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
/* The checklist's numbers for a screen read standing and touched with a whole finger. */
const TARGET_PX = 64;
const TEXT_PX = 22;
const IDLE_MS = 90_000;
const WARNING_MS = 30_000;
const MARK = "Geheimwort";
const kiosk = { profile: "kiosk", timeout: 120_000 };

async function becomeKiosk({ page, visit }) {
  await visit.open("/?geraet=kiosk");
  await page.waitForSelector(".kiosk-bar");
}

async function open({ page, visit }, path) {
  await visit.open(path);
  await page.waitForSelector(".kiosk-bar");
  if ((await page.locator("[data-map]:visible").count()) > 0) await visit.untilMap();
}

async function placeLink(t) {
  await open(t, "/orte?kategorie=buergeraemter");
  return t.page.getAttribute("#liste h3 a >> nth=0", "href");
}

/** Waits with the clock of the page until the question comes. */
async function untilAsked({ page }, ms = IDLE_MS) {
  await page.clock.runFor(ms + 100);
  await page.waitForSelector(".kiosk-question[open]");
}

/** The first page again, as nobody had been there. */
async function untilForgotten({ page, visit }) {
  await until("the first page", () => page.evaluate(() => location.pathname === "/" && sessionStorage.length === 0));
  await visit.awake();
  await page.waitForSelector(".kiosk-bar", { state: "attached" });
}

test("an address makes a device a kiosk, and another one makes it none", { profile: "kiosk" }, async (t) => {
  const { page, ok, visit } = t;
  const device = () => page.getAttribute("html", "data-device");
  await visit.open("/kiosk");
  ok((await device()) === null, "it is none by itself");
  ok((await page.locator(".kiosk-bar:visible, .kiosk-question:visible").count()) === 0, "nothing of it is to be seen");
  await page.click('a[href="/?geraet=kiosk"]');
  await page.waitForSelector(".kiosk-bar");
  ok((await device()) === "kiosk", "now it is one");
  ok(visit.address() === "/", "the address keeps nothing of it", visit.address());
  await page.click('header nav a[href="/mobilitaet"]');
  await visit.untilHeading("Mobilität");
  await page.reload();
  await page.waitForSelector(".kiosk-bar");
  ok((await device()) === "kiosk", "it stays one");
  await visit.open("/?geraet=normal");
  ok((await device()) === null, "until it is told otherwise");
  await visit.open("/mobilitaet");
  ok((await page.locator(".kiosk-bar").count()) === 0, "and on all later pages");
});

test("on a kiosk everything is large, nothing leaves the portal, and nothing is in the way", kiosk, async (t) => {
  const { page, ok } = t;
  await becomeKiosk(t);
  for (const path of [...PAGES, await placeLink(t)]) {
    await open(t, path);
    const small = await smallTargets(page, TARGET_PX, OPERABLE);
    ok(small.length === 0, `${path} has targets of ${TARGET_PX} px`, [...new Set(small)]);
    const tiny = await smallTexts(page, TEXT_PX);
    ok(tiny.length === 0, `${path} has no text below ${TEXT_PX} px`, tiny);
    const leaving = await page.$$eval("a[href]", (links) =>
      links.filter(({ origin, pathname }) => origin !== location.origin || /^\/(api|assets|tiles)\//.test(pathname)).map((link) => link.href),
    );
    ok(leaving.length === 0, `${path} has no link that leaves`, leaving);
    const own = await page.locator(".acts:visible, [data-print]:visible, [data-share]:visible, a[download], [target=_blank]").count();
    ok(own === 0, `${path} offers nothing that needs a device of one's own`, String(own));
    const wide = await overflowing(page);
    ok(wide.length === 0, `${path} fits`, wide);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const found = await violations(page);
      ok(found.length === 0, `${path} has no violation in ${colorScheme} colours`, found.join(" | "));
    }
  }
});

/** Texts that are shown smaller than `least` pixels; the map's credit is for reading up close. */
function smallTexts(page, least) {
  return page.evaluate((minimum) => {
    const isText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    const found = [...document.body.querySelectorAll("*")].filter(
      (element) =>
        isText(element) &&
        element.checkVisibility() &&
        !element.closest("script,style,option,.kern-sr-only,[hidden]") &&
        Number.parseFloat(getComputedStyle(element).fontSize) < minimum,
    );
    return [...new Set(found.map((one) => `${getComputedStyle(one).fontSize} ${one.outerHTML.slice(0, 80)}`))].slice(0, 5);
  }, least);
}

test("on a kiosk the addresses of other sites can be read", kiosk, async (t) => {
  const { page, ok } = t;
  await becomeKiosk(t);
  await open(t, TOILETS);
  const credit = await page.innerText(".leaflet-control-attribution");
  ok(/OpenStreetMap \(openstreetmap\.org\/copyright\)/.test(credit), "the map names its source and where it is", credit);
});

test("an upright kiosk shows list and map at once", kiosk, async (t) => {
  const { page, ok } = t;
  await becomeKiosk(t);
  await open(t, TOILETS);
  ok(!(await page.isVisible(".view-switch")), "there is nothing to switch");
  await page.locator("#liste button.show >> nth=9").scrollIntoViewIfNeeded();
  const map = await page.locator(".map").boundingBox();
  ok(map.y >= 0 && map.y + map.height < 1000, "the map stays in view beside the tenth place", map);
  await page.tap("#liste button.show >> nth=9");
  await page.waitForSelector("#liste .sel");
});

test("who leaves a kiosk is asked, and then forgotten", kiosk, async (t) => {
  const { page, ok, visit } = t;
  await becomeKiosk(t);
  await page.selectOption("[data-theme-select]", "dark");
  await page.tap('header nav a[href="/buergerservices"]');
  await visit.untilHeading("Bürgerservices");
  await page.tap('.tiles a[href="/orte?kategorie=toiletten"]');
  await visit.untilAddress(TOILETS);
  await page.fill("#nahe", "Hauptstraße 1");
  await page.press("#nahe", "Enter");
  await page.getByText("Nach Entfernung von").waitFor();
  // From the next document on, and not before: the client cannot clear a timer with a number of this clock.
  await page.clock.install();
  await page.tap("header a[hreflang=en]");
  await until("the English page", async () => (await page.getAttribute("html", "lang")) === "en");
  await visit.awake();
  await page.waitForSelector(".kiosk-bar");
  await page.fill("#nahe", MARK);
  await untilAsked(t);
  ok((await page.getAttribute(".kiosk-question", "aria-label")) === "Are you still there?", "the question is in the page's language");
  ok((await page.textContent(".kiosk-question [role=status]")).trim() === "30 seconds", "a screen reader is told the time", await page.textContent(".kiosk-question [role=status]"));
  const found = await violations(page);
  ok(found.length === 0, "the question has no violation", found.join(" | "));
  const small = await smallTargets(page, TARGET_PX, ".kiosk-question button");
  ok(small.length === 0, "its buttons are large", small);
  ok(await page.evaluate(() => document.activeElement.dataset.kioskTool === "stay"), "“Continue” has the focus");
  const left = async () => Number(await page.textContent(".kiosk-left b"));
  const before = await left();
  await page.clock.runFor(9_000);
  ok((await left()) <= before - 9, "the seconds count down", [before, await left()]);
  await page.tap('.kiosk-question [data-kiosk-tool="stay"]');
  await page.clock.runFor(WARNING_MS);
  ok((await page.inputValue("#nahe")) === MARK, "who goes on loses nothing", await page.inputValue("#nahe"));

  await untilAsked(t, IDLE_MS - WARNING_MS);
  await page.clock.runFor(WARNING_MS + 100);
  await untilForgotten(t);
  ok((await page.getAttribute("html", "lang")) === "de", "the first page is German");
  ok((await page.getAttribute("html", "data-device")) === "kiosk", "the device is still a kiosk");
  ok((await page.getAttribute("html", "data-theme")) === null, "the colours are the device's again");
  await assertNothingLeft(t);
});

/** Looks for what was typed and where somebody was, in everything the next citizen can reach. */
async function assertNothingLeft({ page, context, ok, visit }) {
  const addresses = await page.evaluate(() => navigation.entries().map((entry) => new URL(entry.url).pathname + new URL(entry.url).search));
  ok(addresses.every((address) => address === "/"), "the history holds nothing but the first page", addresses);
  for (let steps = 0; steps < addresses.length; steps += 1) {
    if (steps > 0) await page.goBack();
    await visit.awake();
    const kept = await page.evaluate(() => ({
      address: location.href,
      fields: [...document.querySelectorAll("input")].map((field) => field.value).join(),
      html: document.documentElement.outerHTML,
      stored: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
    }));
    ok(!/Geheimwort|Hauptstra/.test(JSON.stringify(kept)), `${steps} steps back nothing is left`, kept.address + kept.stored);
  }
  ok((await context.cookies()).length === 0, "there are no cookies");
}

test("one button deletes everything at once", kiosk, async (t) => {
  const { page, visit } = t;
  await becomeKiosk(t);
  await page.fill("form.big-search input[name=q]", MARK);
  await page.press("form.big-search input[name=q]", "Enter");
  await visit.untilAddress(`q=${MARK}`);
  await page.tap('.kiosk-bar [data-kiosk-tool="end"]');
  await untilForgotten(t);
  await assertNothingLeft(t);
});

test("a kiosk that nobody touches asks nobody, and shows what is open now", kiosk, async (t) => {
  const { page, ok, visit } = t;
  await page.clock.install();
  await becomeKiosk(t);
  await visit.mark();
  await page.clock.runFor(IDLE_MS + WARNING_MS + 1000);
  ok(!(await page.isVisible(".kiosk-question")), "there is no question on the first page");
  ok(await visit.isSameTab(), "and no reload yet");
  await page.clock.runFor(300_000);
  await until("a fresh page", async () => !(await visit.isSameTab()));
});

test("a kiosk without its server waits until it is back, with nothing left on the screen", { ...kiosk, expects: { failures: [/./] } }, async (t) => {
  const { page, context, ok, visit } = t;
  await page.clock.install();
  await becomeKiosk(t);
  await page.tap('header nav a[href="/mobilitaet"]');
  await visit.untilHeading("Mobilität");
  await untilAsked(t);
  await context.setOffline(true);
  await page.clock.runFor(WARNING_MS + 100);
  await page.waitForSelector(".kiosk-wait:visible");
  ok((await page.locator("main h1").count()) === 0, "the page is empty");
  await context.setOffline(false);
  await page.clock.runFor(6_000);
  await untilForgotten(t);
});

test("the bar of a kiosk leads back and to the first page", kiosk, async (t) => {
  const { page, ok, visit } = t;
  await becomeKiosk(t);
  ok(!(await page.isVisible('[data-kiosk-tool="back"]')), "on the first page there is no way back");
  await page.tap('header nav a[href="/mobilitaet"]');
  await visit.untilHeading("Mobilität");
  await page.tap('header nav a[href="/klimakompass"]');
  await visit.untilHeading("Klimakompass");
  await page.tap('[data-kiosk-tool="back"]');
  await visit.untilHeading("Mobilität");
  const bar = await page.locator(".kiosk-bar").boundingBox();
  ok(Math.abs(bar.y + bar.height - 1920) < 2, "the bar stands at the lower edge", bar);
  await page.tap(".kiosk-bar a");
  await until("the first page", () => visit.address() === "/");
});
