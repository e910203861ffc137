// List and map show the same places after every filter: forty random questions.
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const QUESTIONS = 40;
const SEED = Number(process.env.SEED ?? 20_250_801);

/** Random numbers that are the same in every run (mulberry32). */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ids = (html) => {
  const list = /id="liste"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? "";
  return [...list.matchAll(/ data-id="([^"]+)"/g)].map((match) => match[1]);
};

/** All ids that the pages of a list show together, read without a browser. */
async function listedOnAllPages(base, address) {
  const all = new Set();
  for (let number = 1; number <= 60; number += 1) {
    const url = new URL(address, base);
    url.searchParams.set("seite", String(number));
    const page = ids(await (await fetch(url)).text());
    const before = all.size;
    for (const id of page) all.add(id);
    if (page.length === 0 || all.size === before) break;
  }
  return [...all].sort();
}

/** What can be asked: slugs of categories and districts, as the pages offer them. */
async function vocabulary(base) {
  const text = async (path) => (await fetch(base + path)).text();
  const areas = await Promise.all(["/buergerservices", "/mobilitaet", "/klimakompass"].map(text));
  const categories = [...areas.join("").matchAll(/\/orte\?kategorie=([\w-]+)/g)].map((match) => match[1]);
  const form = await text("/orte");
  const select = /<select[^>]*name="stadtteil"[\s\S]*?<\/select>/.exec(form)?.[0] ?? "";
  const districts = [...select.matchAll(/value="([^"]+)"/g)].map((match) => match[1]);
  return { categories: [...new Set(categories)], districts };
}

test("after forty random questions list and map show the same places", { timeout: 120_000 }, async ({ page, base, ok, visit }) => {
  const random = randomNumbers(SEED);
  const pick = (values) => values[Math.floor(random() * values.length)];
  const { categories, districts } = await vocabulary(base);
  ok(categories.length > 10 && districts.length > 10, "there is something to ask", { categories, districts });
  await visit.open("/orte?kategorie=toiletten");
  await visit.untilMap();
  await visit.mark();
  const sizes = [];
  for (let number = 0; number < QUESTIONS; number += 1) {
    const question = new URLSearchParams();
    if (random() < 0.7) question.set("kategorie", random() < 0.4 ? "toiletten" : pick(categories));
    if (random() < 0.3) question.set("stadtteil", pick(districts));
    if (random() < 0.15) question.set("rollstuhl", "ja");
    if (random() < 0.08) question.set("eurokey", "ja");
    if (random() < 0.12) question.set("kostenlos", "ja");
    if (random() < 0.3) question.set("nahe", pick(["Hauptstraße 1", "Brückenstr 10", "Rohrbacher Straße"]));
    if (random() < 0.15) question.set("q", pick(["am", "schule", "platz"]));
    const address = question.size > 0 ? `/orte?${question}` : "/orte";
    await visit.follow(address);
    await until(`the list of ${address}`, () => visit.address() === address);
    const wanted = await listedOnAllPages(base, address);
    sizes.push(wanted.length);
    await until(`the map to show the ${wanted.length} places of ${address}`, async () => (await visit.mapped())?.join() === wanted.join())
      .catch(async (error) => ok(false, error.message, `${(await visit.mapped())?.length} on the map`));
    const count = (await page.locator("#zahl").count()) > 0 ? await visit.count() : 0;
    ok(count === wanted.length, `the heading counts the ${wanted.length} places of ${address}`, String(count));
    const label = await page.getAttribute(".map", "aria-label");
    ok(label.includes(String(wanted.length)) || wanted.length >= 1000, `the map's name counts the places of ${address}`, label);
  }
  ok(sizes.length === QUESTIONS && sizes.filter((size) => size > 0).length >= QUESTIONS / 2, "most questions have an answer", sizes);
  ok(sizes.some((size) => size > 200) && sizes.includes(0), "long lists and empty ones are among them", sizes);
  ok(await visit.isSameTab(), "no question was a reload");
});

test("what is open now is the same on list and map", {}, async ({ ok, visit }) => {
  // A place may open or close between two looks, but hardly twice in a row.
  for (const attempt of [1, 2]) {
    await visit.open("/orte?kategorie=toiletten&offen=jetzt");
    if ((await visit.count()) > 0 || (await visit.listed()).length === 0) await visit.untilMap();
    const same = (await visit.mapped()).join() === (await visit.listed()).sort().join();
    if (same) return;
    ok(attempt === 1, "both show the same places", `${await visit.mapped()} and ${await visit.listed()}`);
  }
});

test("a long list is on the map as a whole, not only its first page", {}, async ({ page, base, ok, visit }) => {
  const address = "/orte?kategorie=haltestellen";
  await visit.open(address);
  await visit.untilMap();
  const wanted = await listedOnAllPages(base, address);
  ok(wanted.length === (await visit.count()), "the pages together show what the heading counts", String(wanted.length));
  await until("all of them on the map", async () => (await visit.mapped()).join() === wanted.join());
  const points = await (await fetch(base + (await page.getAttribute("#liste", "data-points")))).json();
  const kinds = await page.$$eval("#liste [data-category]", (rows) => rows.map((row) => row.dataset.category));
  ok(points.categories.every((kind) => kinds.includes(kind)), "rows and points call their category the same", points.categories);
  const data = await (await fetch(`${base}/api/v1/places?category=stop&per_page=1000`)).json();
  const listed = Object.values(data).find(Array.isArray) ?? [];
  ok(listed.length === 0 || listed.every((place) => wanted.includes(place.id)), "the open data knows the same places");
});
