// Reporting a mistake about a place, with and without JavaScript.
import { test } from "../harness.mjs";

const MESSAGE = "Die Tür ist seit dem Umbau an der Rückseite.";
const form = "details.report";
const send = `${form} button:not([type=button])`;

async function openForm({ page, visit }, list) {
  await visit.open(list);
  const link = await page.getAttribute("#liste h3 a >> nth=1", "href");
  await visit.open(link);
  if (!(await page.isVisible(`${form} textarea`))) await page.click(`${form} summary`);
  await page.waitForSelector(`${form} textarea:visible`);
}

/** Chooses what is wrong, whether the form asks with radio buttons or a list. */
async function choose(page) {
  if ((await page.locator(`${form} select`).count()) > 0) await page.selectOption(`${form} select`, { index: 1 });
  else await page.check(`${form} input[type=radio] >> nth=1`);
}

for (const profile of ["desktop", "mobile", "no-js"]) {
  test(`on ${profile} a report with a mistake keeps what was typed and says what to do`, { profile, expects: { statuses: [400, 422] } }, async (t) => {
    const { page, ok } = t;
    await openForm(t, "/orte?kategorie=recyclinghoefe");
    ok((await page.getAttribute(`${form} form`, "novalidate")) !== null, "the portal, not the browser, explains mistakes");
    await choose(page);
    await page.fill(`${form} textarea`, MESSAGE);
    await page.fill(`${form} input[type=email], ${form} input[name=email]`, "keine-adresse");
    await page.click(send);
    await page.waitForSelector("#fehler");
    ok((await page.inputValue(`${form} textarea`)) === MESSAGE, "the text is still there");
    ok((await page.inputValue(`${form} input[name=email]`)) === "keine-adresse", "so is the address");
    const wrong = await page.$$eval(`${form} [aria-invalid=true]`, (fields) => fields.map((field) => field.name));
    ok(wrong.join() === "email", "only the wrong field is marked", wrong);
    const target = await page.getAttribute("#fehler a", "href");
    ok((await page.locator(target).count()) === 1, "the summary leads to the field", target);
    ok((await page.title()).startsWith("Fehler"), "the title says that there is a mistake", await page.title());
    await page.fill(`${form} input[name=email]`, "");
    await page.click(send);
    await page.waitForSelector("#danke");
    ok(page.url().endsWith("#danke"), "the answer is a page that can be reloaded", page.url());
  });
}

test("an empty report is not sent", { profile: "no-js", expects: { statuses: [400, 422] } }, async (t) => {
  const { page, ok } = t;
  await openForm(t, "/orte?kategorie=krankenhaeuser");
  await page.click(send);
  await page.waitForSelector("#fehler");
  ok((await page.locator("#fehler a").count()) >= 1, "the summary names what is missing");
});

test("an English report is answered in English", { expects: { statuses: [400, 422] } }, async (t) => {
  const { page, ok, visit } = t;
  await openForm(t, "/en/orte?kategorie=krankenhaeuser");
  await choose(page);
  await page.click(send);
  await page.waitForSelector("#fehler");
  ok(/Write what is right/.test(await page.innerText("#fehler")), "the mistake is explained in English", await page.innerText("#fehler"));
  await page.fill(`${form} textarea`, "The door is at the back.");
  await page.click(send);
  await page.waitForSelector("#danke");
  ok(/Thank you/.test(await page.innerText("#danke")), "the thanks are English");
  ok(visit.address().startsWith("/en/orte/"), "the page is still the English one", visit.address());
});

