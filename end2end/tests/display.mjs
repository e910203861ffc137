// A screen on a wall: nobody touches it, and it has to be right all day.
import { overflowing, violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const WALL = "/anzeige/buergeramt";
const BOARDS = 4;
/** What counts is this large on 1920 × 1080, in pixels. */
const LARGE_PX = 40;
const SIZES = [
  [1920, 1080],
  [1080, 1920],
  [3840, 2160],
];
const landscape = { context: { viewport: { width: 1920, height: 1080 } } };

const title = (page) => page.textContent("h1");
const seconds = async (page) => Number(await page.getAttribute("main", "data-seconds"));

const untilValues = ({ base }) =>
  until(
    "values of parking and weather",
    async () => {
      const { topics = [] } = await (await fetch(`${base}/api/v1/latest?topics=parking,weather,air,water`)).json();
      return topics.length > 3 && topics.every(({ values }) => values.length > 0);
    },
    { timeout: 30_000, every: 200 },
  );

/** Opens the screen with a clock that stands still until it is told to run. */
async function open({ page, base }) {
  await page.clock.install();
  await page.goto(base + WALL);
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
}

/** Lets one turn pass and waits for what comes after it. */
async function turn(page) {
  await page.evaluate(() => (document.querySelector("main").dataset.seen = ""));
  await page.clock.runFor((await seconds(page)) * 1000 + 50);
  await until("the next board", () => page.evaluate(() => !("seen" in document.querySelector("main").dataset)));
}

/** The addresses of every sheet of every board. */
async function sheets(page, base) {
  const found = [];
  let next = WALL;
  do {
    found.push(next);
    await page.goto(base + next);
    next = await page.getAttribute("main", "data-next");
  } while (!/tafel=1&blatt=1$/.test(next));
  return found;
}

test("every board fills the screen, upright and across, light and dark, and is read from three metres", { ...landscape, timeout: 240_000 }, async (t) => {
  const { page, base, ok } = t;
  await untilValues(t);
  const paths = await sheets(page, base);
  ok(paths.length >= BOARDS, "there are several boards", paths);
  for (const path of paths) {
    await page.goto(base + path);
    await page.$eval(".wall-lost", (lost) => {
      lost.textContent = lost.dataset.words.replace("{age}", "vor 12 Minuten");
      lost.hidden = false;
    });
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      const size = `${path} at ${width} × ${height}`;
      const cut = await page.evaluate(() => {
        const isCut = (element) => element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
        return [document.documentElement, ...document.querySelectorAll("body, main, .wall-body, .wall-body ul, .wall-body li")]
          .filter(isCut)
          .map((element) => `${element.tagName} ${element.className} ${element.scrollHeight}/${element.clientHeight} ${element.textContent.slice(0, 60)}`);
      });
      ok(cut.length === 0, `${size} shows all of it`, cut);
      const wide = await overflowing(page);
      ok(wide.length === 0, `${size} is not wider than the screen`, wide);
      const least = (LARGE_PX * Math.min(Math.max(width, height) / 1920, Math.min(width, height) / 1080)) / 1.001;
      const small = await page.$$eval(
        ".wall-body :is(h2, b, .state, .st, .wall-say), h1, .wall-lost, [data-clock]",
        (elements, px) => elements.filter((one) => one.textContent && Number.parseFloat(getComputedStyle(one).fontSize) < px).map((one) => one.textContent),
        least,
      );
      ok(small.length === 0, `${size} is large`, small);
    }
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const found = await violations(page);
      ok(found.length === 0, `${path} has no violation in ${colorScheme} colours`, found.join(" | "));
    }
  }
});

test("the address chooses the colours, and the turns keep them", landscape, async ({ page, base, ok }) => {
  await page.goto(`${base}${WALL}?farben=dunkel`);
  ok((await page.getAttribute("html", "data-theme")) === "dark", "it is dark");
  ok((await page.getAttribute("main", "data-next")).includes("farben=dunkel"), "and stays so");
});

test("the boards turn by themselves, in order, and begin anew", landscape, async (t) => {
  const { page, base, ok } = t;
  await untilValues(t);
  await open(t);
  const first = await title(page);
  const seen = new Set([first]);
  const turns = (await sheets(await page.context().newPage(), base)).length;
  for (let n = 1; n < turns; n += 1) {
    await turn(page);
    seen.add(await title(page));
  }
  ok(seen.size === BOARDS, "every board was shown", [...seen]);
  await turn(page);
  ok((await title(page)) === first, "then the first again", await title(page));
});

test("without scripts the browser turns the boards", { profile: "no-js" }, async ({ base, ok }) => {
  const html = await (await fetch(base + WALL)).text();
  const [, wait, next] = /<noscript><meta http-equiv="refresh" content="(\d+);url=([^"]+)"/.exec(html) ?? [];
  ok(Number(wait) >= 5, "after some seconds", wait);
  const answer = await fetch(base + next?.replaceAll("&amp;", "&"));
  ok(answer.ok, "the next board is there", next);
});

test("a screen without network keeps its board, says how old it is, and goes on later", { ...landscape, expects: { failures: [/anzeige/] } }, async (t) => {
  const { page, context, ok } = t;
  await untilValues(t);
  await open(t);
  await turn(page);
  const [board, text] = [await title(page), await page.textContent(".wall-body")];
  await context.setOffline(true);
  await page.clock.runFor((await seconds(page)) * 1000 + 50);
  await page.waitForSelector(".wall-lost:visible");
  await until("an age of some minutes", async () => {
    await page.clock.runFor(60_000);
    return /Stand \d+:\d\d, vor \d+ Minuten/.test(await page.textContent(".wall-lost"));
  });
  ok((await title(page)) === board && (await page.textContent(".wall-body")) === text, "the board is as it was");
  ok((await page.locator("[data-age]:visible").count()) === 0, "no age is shown that nobody renews");
  await context.setOffline(false);
  await until("the network to be back", async () => {
    await page.clock.runFor(5_000);
    return page.evaluate(() => document.querySelector(".wall-lost").hidden);
  });
  ok((await title(page)) !== board, "the next board is there");
});

test("a screen loads itself anew when the portal is another build", landscape, async (t) => {
  const { page, ok, visit } = t;
  await open(t);
  await visit.mark();
  await turn(page);
  ok(await visit.isSameTab(), "the same build is not loaded anew");
  await page.route(/blatt=/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/(<meta name="build" content=")[^"]*/, "$1another");
    await route.fulfill({ response: answer, body });
  });
  await page.clock.runFor((await seconds(page)) * 1000 + 50);
  await until("a load", async () => !(await visit.isSameTab()));
  ok(visit.address().includes("tafel="), "it goes on with the board whose turn it was", visit.address());
});

test("five hundred turns leave nothing behind in memory", { ...landscape, timeout: 240_000 }, async (t) => {
  const { page, context, ok } = t;
  await untilValues(t);
  await open(t);
  const tools = await context.newCDPSession(page);
  await tools.send("Performance.enable");
  const measured = async () => {
    for (let n = 0; n < 3; n += 1) await tools.send("HeapProfiler.collectGarbage");
    const { metrics } = await tools.send("Performance.getMetrics");
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  const after = async (turns) => {
    for (let n = 0; n < turns; n += 1) await turn(page);
    return measured();
  };
  const early = await after(20);
  const late = await after(480);
  ok(late.Nodes <= early.Nodes * 1.1, "no more nodes", [early.Nodes, late.Nodes]);
  ok(late.Documents <= early.Documents, "no more documents", [early.Documents, late.Documents]);
  ok(late.JSEventListeners <= early.JSEventListeners, "no more listeners", [early.JSEventListeners, late.JSEventListeners]);
  ok(late.JSHeapUsedSize <= early.JSHeapUsedSize * 1.1, "no larger heap", [early.JSHeapUsedSize, late.JSHeapUsedSize]);
});

test("a screen that the city does not have is not there", { expects: { statuses: [404] } }, async ({ base, ok }) => {
  const answer = await fetch(`${base}/anzeige/gibtesnicht`);
  ok(answer.status === 404, "the answer is 404", answer.status);
});
