// Compares what assistive technology is told about a page (role, name and state of everything, in order) with
// end2end/trees/*.yml. A change that is meant is written down by: UPDATE=1 node end2end/run.mjs accessibility
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./program.mjs";

/** What depends on the hour: it is there, and what it says is another test's matter. */
const PASSING = ".st, .place-line, .tile p, .hours, .headlines, [data-live]";

async function tree(page, selector) {
  await page.evaluate((passing) => {
    for (const element of document.querySelectorAll(passing)) element.textContent = "(now)";
    // Which places are open now.
    for (const list of document.querySelectorAll("main .list-wide")) list.closest("section").remove();
  }, PASSING);
  const lines = (await page.locator(selector).ariaSnapshot()).split("\n");
  // Addresses are for the tests of navigation.
  return `${lines.filter((line) => !/^\s*- \/(url|placeholder):/.test(line)).join("\n")}\n`;
}

/** Compares an element with the file of this name. */
export async function isToldAsBefore({ page, ok }, name, selector = "body") {
  const file = join(ROOT, "end2end/trees", `${name}.yml`);
  const found = await tree(page, selector);
  if (process.env.UPDATE) writeFileSync(file, found);
  if (!ok(existsSync(file), `end2end/trees/${name}.yml is there`)) return;
  const [wanted, lines] = [readFileSync(file, "utf8"), found].map((text) => text.split("\n"));
  const at = Array.from({ length: Math.max(wanted.length, lines.length) }, (_, i) => i).find((i) => wanted[i] !== lines[i]);
  ok(at === undefined, `line ${at + 1} of ${name}.yml is “${wanted[at]?.trim() ?? ""}”`, lines[at]?.trim() ?? "nothing");
}
