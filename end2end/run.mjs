// Runs the browser tests: node end2end/run.mjs [word…]; words choose files or tests whose name contains one.
// Prints a line for each failing test and each file, and as the last line "N passed, N failed".
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { load, run } from "./harness.mjs";
import { ROOT } from "./program.mjs";
import { OUTPUT, start } from "./server.mjs";

const WORKERS = 2;
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const isChosen = (file, test) =>
  words.length === 0 || words.some((word) => file.includes(word) || test.name.toLowerCase().includes(word));

rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });

const files = await collect();
const servers = new Map();
let browser;
try {
  browser = await launch();
  await work(files.flatMap((file) => file.tests.map((test) => ({ file, test }))));
} catch (error) {
  console.log(`the browser tests stopped: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser?.close();
  for (const [name, starting] of servers) {
    const server = await starting.catch(() => null);
    await server?.stop();
    servers.set(name, server);
  }
}
report();

async function collect() {
  const folder = join(ROOT, "end2end/tests");
  const files = [];
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".mjs")).sort()) {
    const { city, hasSources, changed, tests } = await load(join(folder, name));
    const server = changed ? name : hasSources ? `${city}-sources` : city;
    const chosen = tests.filter((test) => isChosen(name, test));
    if (chosen.length > 0) files.push({ name, server, city, hasSources, changed, tests: chosen, passed: 0, failed: 0, seconds: 0, left: chosen.length });
  }
  return files;
}

/** Two tests at a time: they look at different contexts of one browser. */
async function work(queue) {
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
}

/** The server of a file's tests; it starts when the first of them needs it. */
function serverOf({ server, city, hasSources, changed }) {
  if (!servers.has(server)) servers.set(server, start(city, { hasSources, changed }));
  return servers.get(server);
}

async function one({ file, test }) {
  const server = await serverOf(file);
  const begin = performance.now();
  const stem = (name) => `${file.name}-${name}`.replace(".mjs", "").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 90);
  const { faults, picture } = await run(test, {
    browser,
    server,
    shoot: (name) => join(OUTPUT, `${stem(name)}.png`),
  });
  const seconds = (performance.now() - begin) / 1000;
  file.seconds += seconds;
  file.left -= 1;
  if (faults.length === 0) file.passed += 1;
  else {
    file.failed += 1;
    console.log(`FAILED ${file.name}: ${test.name} (${seconds.toFixed(1)} s)`);
    for (const fault of faults.slice(0, 12)) console.log(`       - ${fault}`);
    if (faults.length > 12) console.log(`       - and ${faults.length - 12} more`);
    if (picture) console.log(`       see ${picture}`);
  }
  if (process.env.VERBOSE) console.log(`${faults.length === 0 ? "ok    " : "FAILED"} ${test.name} (${seconds.toFixed(1)} s)`);
  if (file.left === 0) {
    console.log(`${file.name}: ${file.passed} passed, ${file.failed} failed in ${file.seconds.toFixed(1)} s`);
  }
}

function report() {
  let passed = 0;
  let failed = 0;
  for (const file of files) {
    passed += file.passed;
    failed += file.failed + file.left;
  }
  for (const [name, server] of servers) {
    if (!server || !/panicked at|a panic was caught/.test(server.log())) continue;
    console.log(`FAILED the server of ${name} panicked: see ${join(OUTPUT, `server-${name}.log`)}`);
    failed += 1;
  }
  if (failed > 0 || passed === 0) process.exitCode = 1;
  console.log(`${passed} passed, ${Math.max(failed, process.exitCode === 1 && failed === 0 ? 1 : 0)} failed`);
}
