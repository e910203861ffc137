// The areas right now: the server draws it complete, and draws it again when it changes.
import { violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const AREAS = ["/mobilitaet", "/klimakompass"];
const STATES = ["frei", "fast voll", "voll", "geschlossen", "keine verlässliche Angabe", "Angabe veraltet", "keine Angabe"];
const CAR_PARK = "[data-live=car-parks] .gauge";

/** Waits until the simulator's values of both areas are stored. */
const untilValues = ({ base }) =>
  until(
    "values of parking and weather",
    async () => {
      const { topics = [] } = await (await fetch(`${base}/api/v1/latest?topics=parking,weather,air,water`)).json();
      return topics.length > 3 && topics.every(({ values }) => values.length > 0);
    },
    { timeout: 30_000, every: 200 },
  );

/** Has what the server draws asked for at once and not within some seconds. */
const withoutSpread = (page) => page.addInitScript(() => (Math.random = () => 0));

/** Opens /mobilitaet and from then on has the server say that every car park is full. */
async function filling(t) {
  await untilValues(t);
  await withoutSpread(t.page);
  await t.visit.open("/mobilitaet");
  await t.page.route("**/mobilitaet", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(/(<p class="state">)[^<]*/g, "$1voll");
    await route.fulfill({ response: answer, body });
  });
  const states = () => t.page.locator(`${CAR_PARK} .state`).allTextContents();
  return { states, change: () => t.page.evaluate(() => document.dispatchEvent(new Event("portal:live"))) };
}

for (const profile of ["desktop", "mobile", "dark"]) {
  for (const path of [...AREAS, "/en/mobilitaet", "/en/klimakompass", "/"]) {
    test(`${path} has no violation with live values on ${profile}`, { profile }, async (t) => {
      await untilValues(t);
      await t.visit.open(path);
      const found = await violations(t.page);
      t.ok(found.length === 0, `${path} has no violation`, found.join(" | "));
    });
  }
}

test("without scripts every car park has one state, and a number only beside a state that has one", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  await visit.open("/mobilitaet");
  const cards = await page.$$eval(CAR_PARK, (cards) =>
    cards.map((card) => ({ state: card.querySelector(".state").textContent, number: card.querySelector("[data-value]")?.textContent })),
  );
  ok(cards.length > 0, "there are car parks");
  ok(cards.every(({ state }) => STATES.includes(state)), "each state is one of seven", cards);
  const counted = ["frei", "fast voll", "voll"];
  ok(cards.every(({ state, number }) => counted.includes(state) === /^\d/.test(number ?? "")), "numbers and states agree", cards);
});

test("without scripts a line counts each state of the car parks, some are open and the others folded by district", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  for (const part of ["car-parks", "park-and-ride"]) {
    await visit.open("/mobilitaet");
    const whole = page.locator(`[data-live=${part}]`);
    const states = await whole.locator(".state").allTextContents();
    const told = await whole.locator(".counted").textContent();
    const counted = STATES.map((state) => [state, states.filter((one) => one === state).length]).filter(([, number]) => number > 0);
    const parts = told.split(", ").map((part) => part.replace(/ von \d+/, ""));
    const expected = counted.map(([state, number]) => `${number} ${state}`);
    ok(JSON.stringify([...parts].sort()) === JSON.stringify([...expected].sort()), "the line counts what the cards say", { told, expected });
    ok(told.includes(` von ${states.length} `), "and tells how many there are", told);
    const shown = await whole.locator(".gauge:visible").count();
    ok(shown === 6, "six are to be seen", shown);
    const summary = whole.locator(".fold > summary").first();
    await summary.focus();
    await page.keyboard.press("Enter");
    ok((await whole.locator(".gauge:visible").count()) > shown, "a fold is opened by the keyboard");
  }
});

test("without scripts the climate has weather, air and water with their times", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  await visit.open("/klimakompass");
  for (const part of ["weather", "air", "water"]) {
    const card = page.locator(`[data-live=${part}] .gauge`).first();
    ok(await card.isVisible(), `${part} is shown`);
    ok((await card.locator(".main").innerText()).trim() !== "", `${part} has a value or says why not`);
    ok(Boolean(await card.locator("time").getAttribute("datetime")), `${part} has a time`);
  }
});

test("the river stands in a picture between its marks, which are told in numbers too", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  await visit.open("/klimakompass");
  const card = page.locator("[data-live=water] .gauge").first();
  const names = await card.locator(".river text").allTextContents();
  const told = await card.locator("dt[lang=de]").allTextContents();
  ok(names.length > 1 && names.every((name) => told.some((words) => words.endsWith(`(${name})`))), "each mark has its number", { names, told });
  const box = await card.locator(".river").boundingBox();
  const water = await card.locator(".river .water").boundingBox();
  ok(box.height > 100 && water.height > 0 && water.height < box.height, "the water is a part of its height", { box, water });
});

test("without scripts shared bicycles and cars are counted apart, and the districts add up to the city", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await untilValues(t);
  const part = "[data-live=sharing]";
  await until("shared vehicles", async () => {
    await visit.open("/mobilitaet");
    return (await page.locator(`${part} tbody tr`).count()) > 1;
  }, { timeout: 20_000, every: 500 });
  const number = (text) => Number(text.replaceAll(".", ""));
  const kinds = await page.$$eval(`${part} thead th`, (heads) => heads.slice(1).map((head) => head.textContent));
  ok(kinds.includes("Fahrräder") && kinds.includes("Autos"), "bicycles and cars stand apart", kinds);
  const rows = await page.$$eval(`${part} tbody tr`, (rows) => rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent)));
  const sums = kinds.map((kind, at) => `${kind}: ${rows.map((row) => number(row[at])).reduce((a, b) => a + b)}`);
  const told = (await page.textContent(`${part} h2 + p`)).split(" · ").map((one) => one.replaceAll(".", ""));
  ok(JSON.stringify(told) === JSON.stringify(sums), "the sentence has the sums of the table", [told, sums]);
});

test("charging points are counted, and the nearest to an address come with their plugs", { profile: "no-js" }, async (t) => {
  const { base, page, ok, visit } = t;
  await untilValues(t);
  const latest = await until("charging points", async () => {
    const answer = await (await fetch(`${base}/api/v1/latest?topics=charging`)).json();
    const values = answer.topics.flatMap((topic) => topic.values);
    return values.length > 3 && values;
  }, { timeout: 20_000, every: 200 });
  const sum = (property) => latest.filter((one) => one.datastream.endsWith(`:${property}`)).reduce((sum, one) => sum + one.value, 0);
  const [free, taken, broken] = ["free_points", "occupied_points", "broken_points"].map(sum);
  await visit.open("/mobilitaet?nahe=Marktplatz");
  const told = await page.textContent("[data-live=charging] .counted");
  const words = `${free} von ${free + taken + broken} Ladepunkten frei`;
  ok(told.startsWith(words), "the sentence has the sums of the values", { told, words });
  const cards = await page.$$eval("[data-live=charging] .gauge", (cards) => cards.map((card) => card.innerText));
  ok(cards.length === 3 || cards.length === 4, "the nearest are shown", cards);
  ok(cards.every((words) => / (m|km) entfernt/.test(words) && /Typ 2|CCS|Schuko/.test(words)), "each with its distance and its plugs", cards);
  await page.click("[data-live=charging] .topics a");
  await visit.untilHeading("Ladepunkte");
  ok((await page.locator("[data-datastream]").count()) === latest.length, "the page of the topic has a row for each value");
});

test("UV index and pollen say what they mean", { profile: "no-js" }, async ({ base, page, ok, visit }) => {
  await until(
    "the forecasts",
    async () => {
      const latest = await (await fetch(`${base}/api/v1/latest?topics=weather,air`)).text();
      return latest.includes("uv_index") && latest.includes("birch_pollen");
    },
    { timeout: 30_000, every: 200 },
  );
  await visit.open("/klimakompass");
  const cards = await page.$$eval("[data-live=health] .gauge", (cards) => cards.map((card) => card.innerText));
  ok(cards.some((words) => /UV-Index heute \d+, (niedrig|mäßig|hoch|sehr hoch|extrem)/.test(words)), "the UV index has its risk", cards);
  ok(cards.some((words) => /Pollenflug heute/.test(words) && /Keine der|pollen\s+(keine|gering|mittel|hoch)/.test(words)), "pollen have their load", cards);
});

test("the home page says what happens in the city, with links to more", { profile: "no-js" }, async (t) => {
  await untilValues(t);
  await t.visit.open("/");
  const lines = t.page.locator(".headlines li");
  t.ok((await lines.count()) >= 3, "there are several lines");
  await lines.getByRole("link", { name: "Parken" }).click();
  await t.visit.untilHeading("Parken");
});

test("a state changes without a load when the server has news", {}, async (t) => {
  const { ok, visit } = t;
  const { states, change } = await filling(t);
  ok(!(await states()).every((state) => state === "voll"), "not everything is full before");
  await visit.mark();
  await change();
  await until("every car park to be full", async () => (await states()).every((state) => state === "voll"));
  ok(await visit.isSameTab(), "the page was not loaded again");
});

test("values go on in a fold that somebody has opened, and it stays open", {}, async (t) => {
  const { page, ok } = t;
  const { states, change } = await filling(t);
  const fold = page.locator("[data-live=car-parks] .fold").first();
  const name = await fold.getAttribute("data-fold");
  await fold.locator("summary").click();
  await page.evaluate(() => document.activeElement.blur());
  await change();
  await until("every car park to be full", async () => (await states()).every((state) => state === "voll"));
  ok((await page.locator("[data-live=car-parks] .fold[open]").count()) === 1, "one fold is open");
  ok(await page.locator(`.fold[data-fold="${name}"] .gauge`).first().isVisible(), "it is the same");
});

test("what somebody is in is left alone until they leave", {}, async (t) => {
  const { page, ok } = t;
  const { states, change } = await filling(t);
  await page.$eval(`${CAR_PARK} h3`, (heading) => {
    heading.tabIndex = -1;
    heading.focus();
  });
  const before = await states();
  const asked = page.waitForResponse("**/mobilitaet");
  await change();
  await asked;
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  ok(JSON.stringify(await states()) === JSON.stringify(before), "the part with the focus is as it was");
  await page.evaluate(() => document.activeElement.blur());
  await change();
  await until("every car park to be full", async () => (await states()).every((state) => state === "voll"));
});

/** The distances that the car parks tell, in metres. */
const distances = (page) =>
  page.$$eval("[data-live=car-parks] .gauge", (cards) =>
    cards.map((card) => {
      const [, number, unit] = card.textContent.match(/([\d.,]+)\s(k?m) entfernt/) ?? [];
      return parseFloat(number?.replace(",", ".")) * (unit === "km" ? 1000 : 1);
    }),
  );

const isSorted = (numbers) => numbers.every((number, at) => at === 0 || numbers[at - 1] <= number);

for (const profile of ["no-js", "desktop"]) {
  test(`car parks are sorted by their distance from a typed address (${profile})`, { profile }, async (t) => {
    const { page, ok, visit } = t;
    await untilValues(t);
    await visit.open("/mobilitaet");
    const groups = await page.$$eval("[data-live=car-parks] .fold", (all) =>
      all.map((fold) => [...fold.querySelectorAll("h3")].map((one) => Number(one.textContent.match(/^P(\d+) /)?.[1])).filter((number) => number >= 0)),
    );
    ok(groups.some((numbers) => numbers.length > 2) && groups.every(isSorted), "without an address P2 stands before P10 in a district", groups);
    await page.fill("#nahe", "Hauptstraße");
    await page.press("#nahe", "Enter");
    await visit.untilAddress("/mobilitaet", "nahe=");
    await page.waitForSelector("text=entfernt");
    const far = await distances(page);
    ok(far.length > 2 && isSorted(far.filter((one) => !Number.isNaN(one))), "the nearest stands first", far);
    const bays = page.getByRole("link", { name: "Behindertenparkplätze" }).first();
    ok((await bays.getAttribute("href")).includes("nahe=Hauptstra"), "the bays are sorted by the same address");
    await page.fill("#nahe", "gibtesnichtstraße");
    await page.press("#nahe", "Enter");
    await page.waitForSelector("#nahe-fehler");
    ok((await page.locator("#nahe").getAttribute("aria-invalid")) === "true", "an unknown address is said beside the field");
  });
}
