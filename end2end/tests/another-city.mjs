// A second, invented city: it is a folder and nothing else, and nothing in the portal names the first one.
import { ask, crawl } from "../crawl.mjs";
import { test } from "../harness.mjs";

export const city = "musterstadt";

test("no page of another city names the first one", { timeout: 90_000 }, async ({ base, ok }) => {
  for (const start of ["/", "/en"]) {
    const pages = await crawl(base, start, { limit: 80 });
    ok(pages.length > 20, "there are pages", String(pages.length));
    for (const { path, html, answer } of pages) {
      ok(answer.status === 200, `${path} exists`, String(answer.status));
      const at = html.search(/heidelberg/i);
      ok(at < 0, `${path} does not name the first city`, html.slice(Math.max(0, at - 80), at + 60));
    }
    ok(pages.some(({ html }) => html.includes("Musterstadt")), "the pages name their own city");
  }
});

test("no file of another city names the first one", {}, async ({ base, ok }) => {
  const files = ["/manifest.webmanifest", "/robots.txt", "/favicon.svg", "/api/openapi.json", "/api/v1/categories", "/api/v1/districts", "/api/v1/places"];
  for (const file of [...files, "/gibt-es-nicht", "/suche?q=Toilette", "/suche?q=qxqxqx"]) {
    const text = await (await ask(base, file)).text();
    ok(!/heidelberg/i.test(text), `${file} does not name the first city`, /.{60}heidelberg.{40}/i.exec(text)?.[0]);
  }
});

test("another city's list, filters and places work", {}, async ({ page, ok, visit }) => {
  await visit.open("/");
  ok((await page.title()).includes("Musterstadt"), "the title names the city", await page.title());
  await page.click('a[href="/orte?kategorie=toiletten"] >> nth=0');
  await visit.untilAddress("/orte?kategorie=toiletten");
  await page.waitForSelector("#liste [data-id]");
  const name = (await page.textContent("#liste h3 a >> nth=0")).trim();
  await page.click("#liste h3 a >> nth=0");
  await visit.untilHeading(name);
});

test("a city without a base map offers its list and no empty frame", {}, async ({ page, ok, visit }) => {
  await visit.open("/orte?kategorie=toiletten");
  if ((await page.locator("[data-map]").count()) > 0) {
    await visit.untilMap();
    ok((await visit.mapped()).length === (await visit.count()), "where there is a map, all places are on it");
    return;
  }
  ok((await visit.listed()).length === (await visit.count()), "the list is complete");
  await page.setViewportSize({ width: 360, height: 740 });
  ok((await page.locator(".view-switch:visible").count()) === 0, "no switch leads to a map that is not there");
  const hints = await page.$$eval("link[rel=preload]", (links) => links.map((link) => link.href));
  ok(!hints.some((href) => /leaflet|map\./.test(href)), "nothing of a map is loaded", hints);
});
