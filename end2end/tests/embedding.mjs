// What may be taken along: a page in somebody else's frame, its code, and files. Nothing else can be framed.
import { createServer } from "node:http";
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";


/** Somebody else's page is on another port of this machine. */
const hosts = [/^http:\/\/127\.0\.0\.1:\d+\/(favicon\.ico)?$/];

/** Waits until the simulator's values of a topic are stored. */
const untilValues = ({ base }, topic) =>
  until(
    `values of ${topic}`,
    async () => {
      const { topics = [] } = await (await fetch(`${base}/api/v1/latest?topics=${topic}`)).json();
      return topics.some(({ values, events }) => values.length + events.length > 0);
    },
    { timeout: 30_000, every: 200 },
  );

/** Somebody else's page, on a port of its own, with one frame; resolves to its address and how to close it. */
function framedBy(html) {
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html; charset=utf-8").end(html));
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => done({ address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() }));
  });
}

const around = (frame) => `<!DOCTYPE html><html lang="de"><title>Anderswo</title><h1>Anderswo</h1>${frame}</html>`;

test("another website shows a page by the code that the portal offers, and its links open outside of the frame", { expects: { hosts } }, async (t) => {
  const { page, ok, visit, base } = t;
  await untilValues(t, "parking");
  await visit.open("/live/parken");
  await page.click(".take-out > summary");
  const code = await page.inputValue("#einbetten");
  const here = code.replaceAll(/https?:\/\/[^/"]+/g, base);
  const other = await framedBy(around(here));
  try {
    await page.goto(other.address);
    const frame = page.frameLocator("iframe");
    await until("the values in the frame", async () => (await frame.locator("tr[data-datastream]").count()) > 0, { timeout: 10_000 });
    ok((await frame.locator("header, .crumbs:visible, form:visible").count()) === 0, "there is no navigation and no form");
    ok((await frame.locator(".foot a").first().textContent()).includes("Parken"), "the foot names the page");
    ok((await page.locator("iframe").getAttribute("title")).includes("Parken"), "the frame has a title");
    await frame.locator("html[data-hydrated]").waitFor({ state: "attached", timeout: 20_000 });
    const kept = await page.frames()[1].evaluate(() => [document.cookie, localStorage.length, sessionStorage.length].join());
    ok(kept === ",0,0", "nothing is kept on the device", kept);
    await frame.locator(".foot a").first().click();
    await until("the whole page in the window", () => page.url() === `${base}/live/parken`);
  } finally {
    other.close();
  }
});

test("the first page cannot be framed", { expects: { hosts, messages: [/frame-ancestors|X-Frame-Options|Refused to (frame|display)/], failures: [/./] } }, async (t) => {
  const { page, ok, base } = t;
  const other = await framedBy(around(`<iframe src="${base}/" title="Portal"></iframe>`));
  try {
    await page.goto(other.address);
    await page.waitForLoadState("networkidle");
    const [, frame] = page.frames();
    ok(!frame.url().startsWith(base), "the frame shows nothing of the portal", frame.url());
  } finally {
    other.close();
  }
});

const AUDITED = ["/einbetten/live/luft", "/einbetten/live/baustellen", "/einbetten/orte?kategorie=toiletten", "/en/einbetten/live/luft?thema=dunkel"];
for (const path of AUDITED) {
  for (const profile of ["desktop", "mobile"]) {
    test(`${path} has no violation on ${profile}`, { profile }, async (t) => {
      await untilValues(t, "air");
      await t.visit.open(path);
      const found = await violations(t.page);
      t.ok(found.length === 0, "no violation", found.join(" | "));
    });
  }
}

test("a measuring point with its charts can be embedded, with the range of its address", {}, async (t) => {
  const { page, ok, visit, base } = t;
  const stations = async () => (await fetch(`${base}/api/v1/things?kind=air_station`)).json();
  const { id } = await until("an air station", async () => (await stations())[0], { timeout: 30_000, every: 200 });
  await visit.open(`/einbetten/messstellen/${id}?zeitraum=heute`);
  ok((await page.locator("header").count()) === 0 && (await page.locator("#verlauf").isVisible()), "the charts without a navigation");
  ok((await page.locator('nav [aria-current="true"]').allTextContents()).includes("Heute"), "of today");
  ok((await page.getAttribute(".foot a", "href")).includes("zeitraum=heute"), "the whole page shows the same range");
});

test("the address alone decides the colours", { profile: "dark" }, async (t) => {
  const { page, ok, visit } = t;
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await visit.open("/einbetten/live/luft?thema=hell");
  ok((await ground()) === "light", "light although the device is dark", await ground());
});

test("without scripts code and files can be taken, and an embedded list is complete", { profile: "no-js" }, async (t) => {
  const { page, ok, visit, base } = t;
  await untilValues(t, "roadworks");
  await visit.open("/live/baustellen");
  await page.click(".take-out > summary");
  ok(/^<iframe src=".*\/einbetten\/live\/baustellen" title="/.test(await page.inputValue("#einbetten")), "the code is there", await page.inputValue("#einbetten"));
  const files = await page.$$eval(".take-out .files a", (links) => links.map((link) => link.getAttribute("href")));
  ok(files.length === 5, "there are five files", files);
  for (const file of files) {
    const { status } = await fetch(base + file);
    ok(status === 200, `${file} can be had`, status);
  }
  const announced = await page.$$eval('link[rel="alternate"][type]', (links) => links.map((link) => link.type).sort());
  ok(announced.join() === "application/atom+xml,text/calendar", "browsers find calendar and feed", announced);
  await visit.open("/einbetten/orte?kategorie=toiletten");
  ok((await page.locator("#liste li").count()) > 0, "places are listed");
});

test("on paper a list of reports is complete, without what only a screen can do", { profile: "desktop" }, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t, "roadworks");
  await visit.open("/live/baustellen");
  await page.emulateMedia({ media: "print" });
  ok((await page.locator("#liste h3").first().isVisible()) && (await page.locator(".simulation").isVisible()), "reports and what they are stay");
  const gone = await page.locator(".live-bar:visible, .filter:visible, .take-out:visible, .show:visible, .map:visible, .signs:visible").count();
  ok(gone === 0, "buttons, forms and the map are gone", gone);
});
