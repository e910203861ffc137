// What is counted now against what is usual, where some weeks are known.
import { overflowing, violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

export const city = "musterstadt";

const WORDS = ["viel weniger als üblich", "weniger als üblich", "wie üblich", "mehr als üblich", "viel mehr als üblich"];
const TIMEOUT = { timeout: 240_000 };

/** Waits until the weeks before are stored and compared with. */
const untilCompared = ({ base }) =>
  until(
    "traffic to be compared with what is usual",
    async () => (await (await fetch(`${base}/live/verkehr`)).text()).includes(`class="usual-bar"`),
    { timeout: 200_000, every: 1_000 },
  );

test("without scripts every counter says in words how it stands against what is usual", { profile: "no-js", ...TIMEOUT }, async (t) => {
  const { page, ok, visit } = t;
  await untilCompared(t);
  for (const path of ["/mobilitaet", "/live/verkehr"]) {
    await visit.open(path);
    const cards = await page.$$eval(".counter:has(.usual-bar)", (cards) =>
      cards.map((card) => ({
        state: card.querySelector(".state").textContent,
        number: card.querySelector("b").textContent,
        text: card.textContent,
        hidden: card.querySelector("svg").getAttribute("aria-hidden"),
      })),
    );
    ok(cards.length > 0, `${path} has counters that are compared`);
    ok(cards.every(({ state }) => WORDS.includes(state)), "each state is one of five", cards);
    ok(cards.every(({ number }) => /^[\d.]+$/.test(number)), "each has a number", cards);
    ok(cards.every(({ text }) => /üblich [\d.]+ \([\d.]+ bis [\d.]+\)/.test(text)), "each says what is usual", cards);
    ok(cards.every(({ text }) => /gezählt von .*\d bis .*\d/.test(text)), "each says when", cards);
    ok(cards.every(({ text }) => text.includes("Simulation")), "each says that it is simulated", cards);
    ok(cards.every(({ hidden }) => hidden === "true"), "the picture is not read out");
  }
});

test("the home page says in one line how the traffic is", { profile: "no-js", ...TIMEOUT }, async (t) => {
  await untilCompared(t);
  await t.visit.open("/");
  const line = t.page.locator(".headlines li", { hasText: "Verkehr" }).first();
  t.ok((await line.innerText()).includes("üblich"), "the line compares");
  await line.getByRole("link").click();
  await t.visit.untilHeading("Verkehr");
});

test("without scripts bicycle counters stand against the same days of the year before", { profile: "no-js", ...TIMEOUT }, async (t) => {
  const { base, page, ok, visit } = t;
  await until(
    "bicycles to be compared with the year before",
    async () => (await (await fetch(`${base}/live/radverkehr`)).text()).includes("Dieses Jahr gegen das vorige"),
    { timeout: 200_000, every: 1_000 },
  );
  await visit.open("/live/radverkehr");
  await page.getByText("Dieses Jahr gegen das vorige").click();
  const rows = await page.$$eval(".years tbody tr", (rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText)));
  const number = (text) => Number(text.replaceAll(".", "").replace("−", "-").replace(/[^\d-]/g, ""));
  ok(rows.length > 0, "there is a counter");
  for (const [name, ...cells] of rows) {
    const [now, before, change, days] = cells.map(number);
    ok(name === "Alle zusammen" ? days === 0 : days > 0 && days <= 366, `${name}: days are counted`, cells);
    ok(change === Math.round((now / before - 1) * 100) || change === 0, `${name}: the change is that of the sums`, cells);
  }
  ok((await page.locator(".years caption").innerText()).includes("Simulation"), "the table says that it is simulated");
  ok(!(await overflowing(page)).length, "nothing is wider than the page");
});

for (const profile of ["desktop", "mobile", "dark"]) {
  test(`counters have no violation on ${profile}`, { profile, ...TIMEOUT }, async (t) => {
    await untilCompared(t);
    for (const path of ["/mobilitaet", "/en/mobilitaet", "/live/verkehr", "/live/radverkehr"]) {
      await t.visit.open(path);
      const found = await violations(t.page);
      t.ok(found.length === 0, `${path} has no violation`, found.join(" | "));
    }
  });
}

test("counters fit into a window of 320 px", { profile: "narrow", ...TIMEOUT }, async (t) => {
  await untilCompared(t);
  for (const path of ["/mobilitaet", "/live/verkehr"]) {
    await t.visit.open(path);
    const wide = await overflowing(t.page);
    t.ok(wide.length === 0, `${path} does not run out of the window`, wide);
  }
});

test("the cursor of a counter tells every bar and what is usual then", TIMEOUT, async (t) => {
  const { page, ok, visit } = t;
  await untilCompared(t);
  await visit.open("/live/radverkehr");
  await page.locator("main .live tr th a").first().click();
  await visit.untilAddress("/messstellen/");
  const svg = page.locator(".chart-svg[role=slider]").first();
  await svg.waitFor();
  const rows = await page.$eval(".chart tbody", (body) => [...body.rows].map(({ cells }) => [...cells].map((cell) => cell.textContent)));
  const names = ["gemessen", "üblich", "übliche Spanne"];
  const { bars, width } = await svg.locator(".bars").evaluate((path) => ({
    bars: path.getAttribute("d").match(/m/g).length,
    width: path.ownerSVGElement.viewBox.baseVal.width,
  }));
  ok(rows.length > 100 && bars === rows.length, "each row has a bar", `${bars} of ${rows.length}`);
  await svg.focus();
  const at = await svg.locator(".bars").evaluate((path) => path.getBBox().x);
  const box = await svg.boundingBox();
  await page.mouse.move(box.x + ((at + 12) / width) * box.width, box.y + 100);
  const lines = await page.locator(".readout > *").allTextContents();
  ok(lines.slice(1).every((line, index) => line.startsWith(`${names[index]}: `)), "each column is named", lines);
  const cells = lines.map((line, index) => (index ? line.slice(names[index - 1].length + 2) : line));
  ok(cells.join() === rows[0].join(), "the first bar has the first row", { lines, row: rows[0] });
});

test("without scripts the last day is compared with the season, and said with what", { profile: "no-js", ...TIMEOUT }, async (t) => {
  const { base, page, ok, visit } = t;
  // First with the last weeks, then also with the year before.
  await until(
    "the weather to be compared with the year before",
    async () => /class="season">[^]*?Üblich sind/.test(await (await fetch(`${base}/klimakompass`)).text()),
    { timeout: 200_000, every: 1_000 },
  );
  await visit.open("/klimakompass");
  const words = await page.locator(".season").first().innerText();
  ok(/^Letzte 24 Stunden: im Mittel −?\d+,\d °C, (wie üblich|\d+,\d Grad (wärmer|kälter) als üblich)\./.test(words), "it says how warm it was", words);
  ok(/Üblich sind zu dieser Zeit −?\d+,\d bis −?\d+,\d °C: die mittlere Hälfte von \d+ Tagen, vom .* \d{4}\./.test(words), "and against what", words);
  await visit.open("/en/klimakompass");
  ok(/^Last 24 hours: .* on average, /.test(await page.locator(".season").first().innerText()), "also in English");
  // Its chart says the same, and does not compare a warm month with a cold one.
  await visit.open("/klimakompass");
  await page.locator(".gauge", { has: page.locator(".season") }).first().getByRole("link").click();
  const notes = await page.locator(".chart").first().innerText();
  ok(/in der Woche vor und nach dem gleichen Datum früherer Jahre/.test(notes), "the chart says what is usual for the season", notes);
});

test("without scripts the weather stands beside the counts of bicycles", { profile: "no-js", ...TIMEOUT }, async (t) => {
  const { base, page, ok, visit } = t;
  const beside = "/messstellen/simulated-bicycles:ms-01?zeitraum=30-tage";
  await until(
    "the days before to be rolled up",
    async () => {
      const html = await (await fetch(`${base}${beside}&teil=wetter`)).text();
      return html.split("<tr>").length > 3 * 25;
    },
    { timeout: 200_000, every: 1_000 },
  );
  await visit.open(beside);
  await page.getByRole("link", { name: "Mit dem Wetter" }).click();
  const headings = await page.locator(".chart h3").allInnerTexts();
  ok(headings.length === 3 && ["Fahrräder", "Lufttemperatur", "Niederschlag"].every((name, i) => headings[i].startsWith(name)), "counts, temperature and rain", headings);
  const said = await page.locator(".charts").innerText();
  ok(/Gemessen: .+ entfernt\./.test(said), "it says where the weather was measured", said);
  const [days, temperatures] = await page.$$eval(".chart table", (tables) => tables.map((table) => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.trim())));
  ok(days.length > 20 && days.every((day) => temperatures.includes(day)), "for the same days", [days.length, temperatures.length]);
});
