// Every kind of page and every state of it against WCAG 2.0 to 2.2 A/AA and axe's best practices: no violation.
import { cutBySpacing, headingLevels, overflowing, smallTargets, violations } from "../audit.mjs";
import { isToldAsBefore } from "../golden.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const PAGES = {
  "the first page": "/",
  "an area": "/buergerservices",
  "a list of places": "/orte?kategorie=toiletten",
  "a list of several pages": "/orte",
  "a list by distance": "/orte?kategorie=parkhaeuser&nahe=Hauptstra%C3%9Fe+1",
  "a list without places": "/orte?kategorie=toiletten&q=gibtesnicht",
  "an address that is unknown": "/orte?kategorie=toiletten&nahe=Xyzzyweg+99",
  "a search": "/suche?q=Glas",
  "a search without a word": "/suche",
  "a search that finds nothing": "/suche?q=qxqxqx",
  "help in heat": "/hitze",
  "the imprint": "/impressum",
  "the privacy statement": "/datenschutz",
  "the accessibility statement": "/barrierefreiheit",
  "departures near an address": "/haltestellen",
  "the description of the open data": "/api",
  "a page that does not exist": "/gibt-es-nicht",
};
const BUTTONS = "button, .kern-btn, label.chip, a.chip, summary, select, a.tool, label.tool";
const OPERABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
const missing = { expects: { statuses: [404] } };

/** The address of a place. */
async function placeLink({ page, visit }) {
  await visit.open("/orte?kategorie=buergeraemter");
  return page.getAttribute("#liste h3 a >> nth=0", "href");
}

async function audit({ page, ok, visit }, path, themes = ["light", "dark"]) {
  await visit.open(path);
  if ((await page.locator("[data-map]:visible").count()) > 0) await visit.untilMap();
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const found = await violations(page);
    ok(found.length === 0, `${path} in ${theme} colours has no violation`, found.join(" | "));
  }
}

for (const [name, path] of Object.entries(PAGES)) {
  for (const profile of ["desktop", "mobile"]) {
    test(`${name} has no violation, light and dark, on ${profile}`, { profile, ...missing }, (t) => audit(t, path));
  }
  test(`${name} has no violation in English`, missing, (t) =>
    audit(t, path === "/" ? "/en" : `/en${path}`, ["light"]),
  );
}

for (const profile of ["desktop", "mobile"]) {
  test(`a place has no violation, light and dark, on ${profile}`, { profile }, async (t) => audit(t, await placeLink(t)));
}

test("open filters and a place chosen on the map bring no violation", {}, async (t) => {
  const { page, ok, visit } = t;
  await visit.open("/orte?kategorie=toiletten&rollstuhl=ja");
  await visit.untilMap();
  await page.click("form.filter summary");
  await page.click("#liste button.show >> nth=0");
  await page.waitForSelector("#liste .sel");
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const found = await violations(page);
    ok(found.length === 0, `no violation in ${theme} colours`, found.join(" | "));
  }
});

test("assistive technology is told the same of the map and a chosen place as before", {}, async (t) => {
  const { page, visit } = t;
  const link = await placeLink(t);
  await visit.open("/orte?kategorie=buergeraemter");
  await visit.untilMap();
  await page.click(`#liste li:has(a[href="${link}"]) button.show`);
  await page.waitForSelector("#liste .sel");
  await isToldAsBefore(t, "map", ".map");
  await isToldAsBefore(t, "chosen", "#liste .sel");
});

test("the map of a phone brings no violation", { profile: "mobile" }, async ({ page, ok, visit }) => {
  await visit.open("/orte?kategorie=toiletten");
  await page.click('.view-switch button[data-view="map"]');
  await visit.untilMap();
  for (const state of ["the map", "the card of a place"]) {
    const found = await violations(page);
    ok(found.length === 0, `${state} has no violation`, found.join(" | "));
    await page.click('.view-switch button[data-view="list"]');
    await page.click("#liste button.show >> nth=1");
    await page.waitForSelector(".map-card h3");
  }
  const small = await smallTargets(page, 44, `.map button, .leaflet-control-zoom a, .view-switch button`);
  ok(small.length === 0, "what fingers touch is at least 44 px large", small);
});

for (const profile of ["desktop", "mobile"]) {
  test(`a report with mistakes and its thanks bring no violation on ${profile}`, { profile, expects: { statuses: [400, 422] } }, async (t) => {
    const { page, ok, visit } = t;
    await visit.open(await placeLink(t));
    if (!(await page.isVisible("details.report textarea"))) await page.click("details.report summary");
    for (const theme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const open = await violations(page);
      ok(open.length === 0, `the open form in ${theme} colours`, open.join(" | "));
    }
    await page.click("details.report button:not([type=button])");
    await page.waitForSelector("#fehler");
    await visit.awake();
    for (const theme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const failed = await violations(page);
      ok(failed.length === 0, `the mistakes in ${theme} colours`, failed.join(" | "));
    }
  });
}

test("at 320 px no page has to be moved sideways", { profile: "narrow", timeout: 90_000, ...missing }, async (t) => {
  const { page, ok, visit } = t;
  for (const path of [...Object.values(PAGES), await placeLink(t)]) {
    await visit.open(path);
    const found = await overflowing(page);
    ok(found.length === 0, `${path} fits`, found);
  }
});

test("wider spacing cuts no text off", { profile: "mobile", timeout: 90_000, ...missing }, async (t) => {
  const { page, ok, visit } = t;
  for (const path of [...Object.values(PAGES), await placeLink(t)]) {
    await visit.open(path);
    const cut = await cutBySpacing(page);
    ok(cut.length === 0, `${path} keeps its texts`, cut);
    const wide = await overflowing(page);
    ok(wide.length === 0, `${path} still fits`, wide);
  }
});

test("everything that can be operated is large enough", { timeout: 90_000, ...missing }, async (t) => {
  const { page, ok, visit } = t;
  const place = await placeLink(t);
  for (const path of [...Object.values(PAGES), place]) {
    await visit.open(path);
    for (const [width, height] of [[360, 740], [1280, 900]]) {
      await page.setViewportSize({ width, height });
      const small = await smallTargets(page, 24, OPERABLE);
      ok(small.length === 0, `${path} at ${width} px has targets of 24 px`, [...new Set(small)]);
    }
  }
});

test("on a touch screen buttons and chips are at least 44 px large", { profile: "mobile", timeout: 90_000, ...missing }, async (t) => {
  const { page, ok, visit } = t;
  for (const path of [...Object.values(PAGES), await placeLink(t)]) {
    await visit.open(path);
    const small = await smallTargets(page, 44, BUTTONS);
    ok(small.length === 0, `${path} has buttons of 44 px`, [...new Set(small)]);
  }
});

test("headings skip no level, and no two pages share a title", { profile: "no-js", ...missing }, async (t) => {
  const { page, ok, visit } = t;
  const titles = new Map();
  const paths = [...Object.values(PAGES), await placeLink(t)];
  for (const path of [...paths, ...paths.map((path) => `/en${path}`)]) {
    await visit.open(path);
    const levels = await headingLevels(page);
    ok(levels[0] === 1 && levels.filter((level) => level === 1).length === 1, `${path} begins with its one h1`, levels);
    ok(levels.every((level, i) => i === 0 || level <= levels[i - 1] + 1), `${path} skips no level`, levels);
    const title = await page.title();
    const other = titles.get(title);
    ok(other === undefined || isSameThing(path, other), `${path} has a title of its own`, `"${title}" is also that of ${other}`);
    titles.set(title, path);
  }
});

/** The same list with another question may have the same title, and so may a page and its twin in the other language. */
function isSameThing(one, other) {
  const thing = (path) => path.replace(/^\/en(?=\/)/, "").split("&")[0];
  return thing(one) === thing(other);
}

test("nothing moves for those who asked for less motion", {}, async ({ page, ok, visit }) => {
  for (const path of ["/", "/orte?kategorie=toiletten"]) {
    await visit.open(path);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((element) => {
          const { animationDuration, transitionDuration, scrollBehavior } = getComputedStyle(element);
          const lasts = (durations) => durations.split(",").some((duration) => Number.parseFloat(duration) > 0.01);
          return lasts(animationDuration) || lasts(transitionDuration) || scrollBehavior === "smooth";
        })
        .map((element) => element.outerHTML.slice(0, 100)),
    );
    ok(moving.length === 0, `${path} keeps still`, moving.slice(0, 4));
  }
});

test("with the system's own colours everything stays visible", { context: { forcedColors: "active" } }, async ({ page, ok, visit }) => {
  for (const path of ["/", "/orte?kategorie=toiletten"]) {
    await visit.open(path);
    const found = await violations(page);
    ok(found.length === 0, `${path} has no violation`, found.join(" | "));
    await until("the heading", () => page.isVisible("h1"));
  }
});
