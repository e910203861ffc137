// Pictures of every kind of page, to look at: node end2end/screenshots.mjs [--docs] [word…]
// Writes target/screenshots/<page>-<size>-<light|dark>.png; --docs makes the few of the documentation instead.
import { mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { untilPainted } from "./map-view.mjs";
import { ROOT } from "./program.mjs";
import { start } from "./server.mjs";
import { until } from "./until.mjs";
import { Visit } from "./visit.mjs";

/** Addresses, or the first link of a page. */
const PAGES = {
  home: "/",
  area: "/buergerservices",
  mobility: "/mobilitaet",
  climate: "/klimakompass",
  live: "/live",
  "live-parking": "/live/parken",
  "live-traffic": "/live/verkehr",
  "live-weather": "/live/wetter",
  "live-roadworks": "/live/baustellen",
  sources: "/datenquellen",
  heat: "/hitze",
  departures: "/haltestellen",
  "wall-climate": "/anzeige/buergeramt?tafel=2",
  "wall-parking": "/anzeige/buergeramt?tafel=3",
  counter: { on: "/live/radverkehr", link: "main .live tr:nth-child(2) th a" },
  gauge: { on: "/live/wasser", link: "main .live th a" },
  places: "/orte?kategorie=toiletten&nahe=Hauptstra%C3%9Fe+1",
  "places-many": "/orte?kategorie=haltestellen",
  "places-none": "/orte?kategorie=toiletten&q=gibtesnicht",
  place: { on: "/orte?kategorie=recyclinghoefe", link: "#liste h3 a" },
  search: "/suche?q=Glas",
  "search-none": "/suche?q=qxqxqx",
  imprint: "/impressum",
  api: "/api",
  "not-found": "/gibt-es-nicht",
  "home-english": "/en",
};
const SIZES = {
  360: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  768: { viewport: { width: 768, height: 1024 } },
  1440: { viewport: { width: 1440, height: 900 } },
  wall: { viewport: { width: 1920, height: 1080 } },
  kiosk: { viewport: { width: 1080, height: 1920 }, hasTouch: true },
};
/** The documentation's pictures: page, window, colours, whether the map is in front, what is at the top. */
const DESK = { viewport: { width: 1100, height: 700 } };
const DOCS = [
  { name: "home", page: "home", options: DESK, theme: "light" },
  { name: "places", page: "places", options: DESK, theme: "light" },
  { name: "places-phone-dark", page: "places", options: SIZES[360], theme: "dark" },
  { name: "map-phone", page: "places", options: SIZES[360], theme: "light", map: true },
  { name: "mobility", page: "mobility", options: DESK, theme: "light", from: ".simulation" },
  { name: "climate-phone-dark", page: "climate", options: SIZES[360], theme: "dark", from: "[data-live=weather]" },
  { name: "counter", page: "counter", options: DESK, theme: "light", from: ".charts" },
  { name: "roadworks", page: "live-roadworks", options: { viewport: { width: 1000, height: 600 } }, theme: "light", from: ".simulation" },
  { name: "wall", page: "wall-climate", options: SIZES.wall, theme: "light" },
];
/** Enough to say what is usual. */
const WEEKS = 4;
/** Larger pictures make the repository heavy. */
const DOCS_BYTES = 300_000;

const words = process.argv.slice(2).filter((word) => word !== "--docs");
const server = await start("heidelberg", { weeks: WEEKS });
const browser = await launch();
try {
  await untilLive();
  if (process.argv.includes("--docs")) await forDocs();
  else await all();
} finally {
  await browser.close();
  await server.stop();
}

async function all() {
  const folder = join(ROOT, "target/screenshots");
  if (words.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [size, options] of Object.entries(SIZES)) {
    for (const theme of ["light", "dark"]) {
      await inContext({ ...options, colorScheme: theme }, async (visit) => {
        if (size === "kiosk") await visit.open("/?geraet=kiosk");
        for (const page of Object.keys(PAGES)) {
          const name = `${page}-${size}-${theme}`;
          if (page.startsWith("wall-") !== (size === "wall")) continue;
          if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
          await show(visit, page);
          const fullPage = size !== "kiosk" && page !== "places-many";
          await visit.page.screenshot({ path: join(folder, `${name}.png`), fullPage });
          if (page === "places" && size === "360") {
            await toMap(visit);
            await visit.page.screenshot({ path: join(folder, `places-map-${size}-${theme}.png`) });
          }
        }
      });
    }
  }
  console.log(`screenshots in ${folder}`);
}

async function forDocs() {
  const folder = join(ROOT, "docs/screenshots");
  mkdirSync(folder, { recursive: true });
  for (const { name, page, options, theme, map, from } of DOCS) {
    await inContext({ ...options, colorScheme: theme }, async (visit) => {
      await show(visit, page);
      if (map) await toMap(visit);
      if (from) await visit.page.locator(from).first().evaluate((element) => element.scrollIntoView());
      const path = join(folder, `${name}.png`);
      await visit.page.screenshot({ path });
      const { size: bytes } = statSync(path);
      if (bytes > DOCS_BYTES) throw new Error(`${name}.png has ${bytes} bytes, more than ${DOCS_BYTES}`);
      console.log(`docs/screenshots/${name}.png: ${Math.round(bytes / 1000)} kB`);
    });
  }
}

/** Every live source was read once. */
function untilLive() {
  const told = async () => {
    const sources = await (await fetch(`${server.base}/api/v1/sources`)).json();
    const all = sources.flatMap(({ feeds }) => feeds).every(({ last_success }) => last_success);
    return all && (await (await fetch(`${server.base}/live/verkehr`)).text()).includes(`class="usual-bar"`);
  };
  return until("values of every live source, and what is usual", told, { timeout: 240_000, every: 1_000 });
}

async function inContext(options, work) {
  const context = await browser.newContext({ locale: "de-DE", timezoneId: "Europe/Berlin", reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(15_000);
  await work(new Visit(await context.newPage(), server.base, true));
  await context.close();
}

async function show(visit, name) {
  let path = PAGES[name];
  if (name.startsWith("wall-")) {
    // A board has no client that could be awake.
    await visit.page.goto(server.base + path, { waitUntil: "load" });
    return;
  }
  if (typeof path !== "string") {
    await visit.open(path.on);
    path = await visit.page.getAttribute(`${path.link} >> nth=0`, "href");
  }
  await visit.open(path);
  if (await visit.page.locator(".map").first().isVisible()) await untilDrawn(visit);
}

async function toMap(visit) {
  await visit.page.click('.view-switch button[data-view="map"]');
  await untilDrawn(visit);
}

/** A page is shown also when its map stays empty: that is to be seen then. */
async function untilDrawn(visit) {
  try {
    await visit.untilMap();
    await untilPainted(visit.page);
    await visit.page.waitForLoadState("networkidle");
  } catch (error) {
    console.log(`${visit.address()}: ${error.message.split("\n")[0]}`);
  }
}
