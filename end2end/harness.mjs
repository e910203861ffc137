// What a test is: a sentence, a profile, and a body that looks at one page in a fresh browser context.
// A test fails on every check that does not hold, and on anything the browser complains about.
import { contextOptions } from "./browser.mjs";
import { Visit } from "./visit.mjs";
import { watch } from "./complaints.mjs";

const TEST_MS = 60_000;
const ACTION_MS = 6_000;

let collected = [];

/**
 * Registers a test.
 *
 * `options.profile`  one of PROFILES, default "desktop"
 * `options.expects`  complaints that belong to the test: `{ statuses: [404], failures: [/\.wasm/], messages: [/…/],
 *                    hosts: [/…/] }`
 * `options.context`  more options of the browser context
 * `options.timeout`  in milliseconds
 */
export function test(name, options, body) {
  collected.push({ name, options, body });
}

/**
 * Imports a file of tests and returns what it registered. Besides tests it may export `city`, `hasSources`, and
 * `changed`: how files of the city's folder read for these tests, by their path in it.
 */
export async function load(url) {
  collected = [];
  const { city = "heidelberg", hasSources = false, changed } = await import(url);
  return { city, hasSources, changed, tests: collected };
}

/** Runs one test; resolves to its faults, none when it passed. `shoot` is asked for a picture's path on failure. */
export async function run({ name, options, body }, { browser, server, shoot }) {
  const { base } = server;
  const context = await browser.newContext({ ...contextOptions(options.profile ?? "desktop"), ...options.context });
  context.setDefaultTimeout(ACTION_MS);
  const faults = [];
  const complaints = await watch(context, base, options.expects ?? {}, options.profile !== "no-js");
  const page = await context.newPage();
  const ok = (holds, sentence, found = "") => {
    if (!holds) faults.push(found === "" ? sentence : `${sentence}; found: ${shown(found)}`);
    return Boolean(holds);
  };
  try {
    const visit = new Visit(page, base, options.profile !== "no-js");
    await inTime(body({ page, context, base, server, ok, visit }), options.timeout ?? TEST_MS);
  } catch (error) {
    faults.push(plain(error));
  }
  faults.push(...complaints());
  let picture = null;
  if (faults.length > 0 && !page.isClosed()) {
    picture = shoot(name);
    await page.screenshot({ path: picture, timeout: 5_000 }).catch(() => (picture = null));
  }
  await context.close().catch(() => {});
  return { faults, picture };
}

async function inTime(work, timeout) {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`took longer than ${timeout} ms`)), timeout);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function shown(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 600 ? `${text.slice(0, 600)} …` : text;
}

/** The first lines of an error, with the line of the test that it happened in. */
function plain(error) {
  const place = /tests\/[\w-]+\.mjs:\d+/.exec(error.stack ?? "")?.[0];
  const message = String(error.message ?? error).replace(/\u001b\[\d+m/g, "").split("\n").slice(0, 3).join(" ");
  return place ? `${message} (${place})` : message;
}
