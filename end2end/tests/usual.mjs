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
