// What citizens come for, from start to end.
import { test } from "../harness.mjs";
import { until } from "../until.mjs";

const TOILETS = "/orte?kategorie=toiletten";
const apply = 'form.filter button:has-text("Filter anwenden")';

/** Ticks a filter; the list follows at once or after the button. */
async function filter(visit, name, pair) {
  const { page } = visit;
  await page.locator(`form.filter label:has(input[name="${name}"])`).click();
  await until("the list to follow the filter", async () => {
    if (visit.address().includes(pair)) return true;
    if (await page.locator(apply).isVisible()) await page.click(apply);
    return visit.address().includes(pair);
  });
}

/** The distances of the rows in metres, in the order of the list. */
function distances(page) {
  return page.$$eval("#liste .di", (cells) =>
    cells.map((cell) => {
      const [, number, unit] = /([\d.,]+)\s*(km|m)/.exec(cell.textContent);
      return unit === "km" ? Number(number.replace(",", ".")) * 1000 : Number(number.replace(/[.,]/g, ""));
    }),
  );
}

for (const profile of ["desktop", "mobile"]) {
  test(`on a ${profile} a citizen searches, filters and looks at a place`, { profile }, async ({ page, ok, visit }) => {
    await visit.open("/");
    await visit.mark();
    await page.fill("form.big-search input[name=q]", "Toilette");
    await page.press("form.big-search input[name=q]", "Enter");
    await visit.untilAddress("/suche", "q=Toilette");
    await page.click('.tiles a[href*="kategorie=toiletten"]');
    await visit.untilAddress(TOILETS);
    await page.waitForSelector("#liste");
    const all = await visit.listed();
    await filter(visit, "rollstuhl", "rollstuhl=ja");
    await until("fewer places", async () => (await visit.listed()).length < all.length);
    const some = await visit.listed();
    ok(some.length > 0 && some.every((id) => all.includes(id)), "the filter leaves some of the places", some);
    ok((await visit.count()) === some.length, "the heading counts them", String(await visit.count()));
    const name = (await page.textContent("#liste h3 a >> nth=0")).trim();
    await page.click("#liste h3 a >> nth=0");
    await visit.untilHeading(name);
    ok((await page.locator("article[data-id] dl.facts").count()) === 1, "the page tells what is known");
    ok((await page.locator('a[href^="geo:"]').count()) >= 1, "it offers the way there");
    ok(await visit.isSameTab(), "no page was loaded anew on the way");
  });
}

test("the same way can be gone with the keyboard alone", {}, async ({ page, ok, visit }) => {
  const tabTo = async (selector) => {
    for (let stops = 0; stops < 80; stops += 1) {
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return stops;
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return true;
        const target = element.closest("label") ?? element;
        const { width, height, bottom, top } = target.getBoundingClientRect();
        return width > 0 && height > 0 && bottom > 0 && top < window.innerHeight;
      });
      if (!seen) ok(false, "every stop is in view", await page.evaluate(() => document.activeElement.outerHTML.slice(0, 160)));
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  await visit.open("/");
  await tabTo("form.big-search input[name=q]");
  await page.keyboard.type("Toilette");
  await page.keyboard.press("Enter");
  await visit.untilAddress("/suche", "q=Toilette");
  await until("the heading to have the focus", async () => (await visit.focused()).startsWith("h1"));
  await tabTo('.tiles a[href*="kategorie=toiletten"]');
  await page.keyboard.press("Enter");
  await visit.untilAddress(TOILETS);
  await until("the heading to have the focus", async () => (await visit.focused()).startsWith("h1"));
  await tabTo('input[name="rollstuhl"]');
  await page.keyboard.press("Space");
  if (!visit.address().includes("rollstuhl")) await page.keyboard.press("Enter");
  await visit.untilAddress("rollstuhl=ja");
  await until("the filter to keep the focus", async () =>
    page.evaluate(() => document.activeElement.matches('input[name="rollstuhl"]')),
  );
  await tabTo("#liste h3 a");
  const name = (await page.textContent(":focus")).trim();
  await page.keyboard.press("Enter");
  await visit.untilHeading(name);
});

test("an address sorts the places by their distance", {}, async ({ page, ok, visit }) => {
  await visit.open(TOILETS);
  await page.fill("#nahe", "Hauptstr 1");
  await page.press("#nahe", "Enter");
  await visit.untilAddress("nahe=Hauptstr 1");
  await page.waitForSelector("#liste .di");
  ok((await page.innerText(".found")).includes("Hauptstraße"), "it says from where", await page.innerText(".found p"));
  const metres = await distances(page);
  ok(metres.length === (await visit.listed()).length, "every place has its distance", metres);
  ok(metres.every((value, i) => i === 0 || metres[i - 1] <= value), "the nearest come first", metres);
});

test("where a house number is not known, the page says from where it measures", {}, async ({ page, ok, visit }) => {
  const note = () => page.locator(".found .note").allTextContents();
  await visit.open(`${TOILETS}&nahe=Hauptstra%C3%9Fe+9999`);
  ok((await note()).join() === "Hausnummer nicht bekannt: Entfernungen ab der Mitte der Straße.", "in German", await note());
  await visit.open(`/en${TOILETS}&nahe=Hauptstra%C3%9Fe+9999`);
  ok((await note()).join() === "House number not known: distances are from the middle of the street.", "in English", await note());
  await visit.open(`${TOILETS}&nahe=Hauptstra%C3%9Fe`);
  ok((await note()).length === 0, "a street alone is what was asked for", await note());
});

test("a typing error in a street is forgiven", {}, async ({ page, ok, visit }) => {
  await visit.open(`${TOILETS}&nahe=Haupstrasse`);
  ok((await page.innerText(".found")).includes("Hauptstraße"), "the street is found", await page.innerText(".found"));
  ok((await page.locator("#liste .di").count()) > 5, "the places are sorted by distance");
});

test("a street that does not exist is said to be unknown, beside the field", {}, async ({ page, ok, visit }) => {
  await visit.open(`${TOILETS}&nahe=Xyzzyweg+99`);
  ok(await page.isVisible("#nahe-fehler"), "the field says so");
  ok((await page.inputValue("#nahe")) === "Xyzzyweg 99", "it keeps what was typed");
  ok((await page.getAttribute("#nahe", "aria-invalid")) === "true", "the field is marked");
  ok((await page.getAttribute("#nahe", "aria-describedby"))?.includes("nahe-fehler"), "the message belongs to the field");
  ok((await visit.listed()).length > 5, "the places are shown all the same");
});

test("an unknown street is marked while the page stays, and the mark goes with the mistake", {}, async ({ page, visit }) => {
  await visit.open(TOILETS);
  await page.fill("#nahe", "Xyzzyweg 99");
  await page.press("#nahe", "Enter");
  await page.waitForSelector("#nahe-fehler");
  const isMarked = async () => (await page.getAttribute("#nahe", "aria-invalid")) === "true";
  await until("the field to be marked", isMarked);
  await page.fill("#nahe", "Hauptstraße 1");
  await page.press("#nahe", "Enter");
  await page.waitForSelector("#liste .di");
  await until("the field not to be marked", async () => !(await isMarked()));
});

test("the device's position is asked for only on the button", {
  context: { permissions: ["geolocation"], geolocation: { latitude: 49.4094, longitude: 8.6937 } },
}, async ({ page, ok, visit }) => {
  await page.addInitScript(() => {
    window.asked = 0;
    const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
    navigator.geolocation.getCurrentPosition = (...all) => ((window.asked += 1), ask(...all));
  });
  await visit.open(TOILETS);
  ok((await page.evaluate(() => window.asked)) === 0, "nothing is asked while the page loads");
  await page.click("[data-locate]");
  await page.waitForSelector("#liste .di");
  const metres = await distances(page);
  ok(metres.every((value, i) => i === 0 || metres[i - 1] <= value), "the nearest come first", metres);
});

test("the address of a list shows the same list to somebody else", {}, async ({ page, context, ok, visit }) => {
  await visit.open(TOILETS);
  await filter(visit, "rollstuhl", "rollstuhl=ja");
  await page.fill("#nahe", "Hauptstraße 1");
  await page.press("#nahe", "Enter");
  await visit.untilAddress("rollstuhl=ja", "nahe=Hauptstraße 1");
  await page.waitForSelector("#liste .di");
  const mine = await visit.listed();
  const other = await context.browser().newContext({ javaScriptEnabled: false });
  const theirs = await other.newPage();
  await theirs.goto(page.url());
  const ids = await theirs.$$eval("#liste [data-id]", (rows) => rows.map((row) => row.dataset.id));
  ok(ids.join() === mine.join(), "both see the same places in the same order", `${ids} and ${mine}`);
  ok(await theirs.isChecked('input[name="rollstuhl"]'), "the filter is ticked");
  ok((await theirs.inputValue("#nahe")) === "Hauptstraße 1", "the address is filled in");
  await other.close();
});

test("back takes a filter off again, in list and form", {}, async ({ page, ok, visit }) => {
  await visit.open(TOILETS);
  await visit.mark();
  const all = await visit.listed();
  await filter(visit, "rollstuhl", "rollstuhl=ja");
  await until("fewer places", async () => (await visit.listed()).length < all.length);
  const some = await visit.listed();
  await page.goBack();
  await until("all places", async () => (await visit.listed()).join() === all.join());
  ok(!(await page.isChecked('input[name="rollstuhl"]')), "the filter is not ticked any more");
  await page.goForward();
  await until("the filtered places", async () => (await visit.listed()).join() === some.join());
  ok(await page.isChecked('input[name="rollstuhl"]'), "the filter is ticked again");
  ok(await visit.isSameTab(), "the page stayed the same");
});

test("a word that is typed with pauses is one step in the history", {}, async ({ page, ok, visit }) => {
  await visit.open(TOILETS);
  const all = await visit.listed();
  const entries = () => page.evaluate(() => navigation.entries().length);
  const before = await entries();
  await page.click("form.filter summary");
  await page.focus("#q");
  for (const [letters, soFar] of [["ca", "q=ca"], ["f", "q=caf"], ["é", "q=café"]]) {
    await page.keyboard.type(letters);
    await visit.untilAddress(soFar);
  }
  await until("fewer places", async () => (await visit.listed()).length < all.length);
  ok((await page.inputValue("#q")) === "café", "the field keeps what was typed", await page.inputValue("#q"));
  ok((await visit.focused()) === "input#q", "and the focus", await visit.focused());
  ok((await entries()) === before + 1, "there is one new entry", `${before} then ${await entries()}`);
  await filter(visit, "rollstuhl", "rollstuhl=ja");
  ok((await entries()) === before + 2, "another filter is another entry", String(await entries()));
  await page.focus("#q");
  await page.keyboard.type("x");
  await visit.untilAddress("q=caféx");
  ok((await entries()) === before + 3, "who comes back to the field begins a new entry", String(await entries()));
  for (let step = 0; step < 3; step += 1) await page.goBack();
  await until("all places", async () => (await visit.listed()).join() === all.join());
  ok(!visit.address().includes("q="), "three steps back the word is gone", visit.address());
});

test("an active filter can be taken off where it is named", {}, async ({ page, ok, visit }) => {
  await visit.open(`${TOILETS}&rollstuhl=ja`);
  const some = await visit.listed();
  await page.click('.found a.chip:has-text("Rollstuhl")');
  await until("more places", async () => (await visit.listed()).length > some.length);
  ok(!visit.address().includes("rollstuhl"), "the address has no filter any more", visit.address());
  ok(!(await page.isChecked('input[name="rollstuhl"]')), "the form follows");
});

test("only what is open is called open now", { profile: "no-js" }, async ({ page, ok, visit }) => {
  const look = async () => {
    await visit.open("/orte?kategorie=toiletten");
    const expected = await page.$$eval("#liste [data-id]", (rows) =>
      rows.filter((row) => row.querySelector(".st.open, .st.soon")).map((row) => row.dataset.id),
    );
    await visit.open("/orte?kategorie=toiletten&offen=jetzt");
    const shown = await visit.listed();
    return { same: expected.sort().join() === shown.sort().join(), found: `${shown} instead of ${expected}` };
  };
  // A place may open or close between the two looks, but hardly twice in a row.
  const first = await look();
  const { same, found } = first.same ? first : await look();
  ok(same, "the filter shows those that say they are open", found);
});

test("when nothing is found, the page proposes what would be", {}, async ({ page, ok, visit }) => {
  await visit.open(`${TOILETS}&q=gibtesnicht`);
  ok((await visit.listed()).length === 0, "there is no place");
  ok((await page.locator(".nope a").count()) > 0, "there are ways on");
  await page.click(".nope a >> nth=0");
  await until("places", async () => (await visit.listed()).length > 0);
});
