// Starts the portal for the tests: one city, an empty database in a temporary folder, a free port.
import { spawn } from "node:child_process";
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, program } from "./program.mjs";
import { simulate } from "./sources.mjs";
import { until } from "./until.mjs";

const READY_MS = 30_000;

/** Where failing tests leave their screenshots, and the servers their logs. */
export const OUTPUT = join(ROOT, "target/end2end");

/**
 * Starts the portal of `cities/<city>`; returns its address, its log and how to stop it. With sources of its own
 * it also returns how to have one read now, and how to break one. `imports` brings a file into its database.
 * What is usual has to be known from somewhere: `weeks` of the past are simulated, and the invented city has the
 * fewest counters. Three whole ones are needed at any hour; cameras lose some. `changed` tells how files of the
 * city's folder read instead.
 */
export async function start(city, { hasSources = false, changed, weeks = city === "musterstadt" && !changed ? 6 : 0 } = {}) {
  const sources = hasSources ? await simulate(city) : null;
  const folder = mkdtempSync(join(tmpdir(), "portal-tests-"));
  const address = `127.0.0.1:${await freePort()}`;
  const base = `http://${address}`;
  mkdirSync(OUTPUT, { recursive: true });
  const log = createWriteStream(join(OUTPUT, `server-${city}${sources ? "-sources" : ""}.log`));
  const kept = ["--city", changed ? copied(city, folder, changed) : join(ROOT, "cities", city), "--database", `sqlite:${join(folder, "portal.db")}`];
  const reading = [...kept, ...(sources ? ["--simulator", sources.base] : [])];
  const child = spawn(
    program(),
    [
      "serve",
      ...reading,
      "--site", process.env.PORTAL_SITE ?? join(ROOT, "target/site"),
      "--listen", address,
      "--metrics", "off",
      "--no-rate-limits",
      "--feeds", "simulated",
      "--simulated-weeks", String(weeks),
    ],
    { cwd: ROOT },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes) => {
      said += bytes;
      log.write(bytes);
    });
  }
  const ended = new Promise((done) => child.once("exit", done));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    await sources?.stop();
    log.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(`the server of ${city} to be ready`, () => ready(base, child), { timeout: READY_MS, every: 100 });
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${said.slice(-2000)}`);
  }
  const read = (feed) => once(["feed", feed, "--once", ...reading]);
  const imports = (kind, name, bytes) => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return once(["import", kind, file, ...kept, "--force"]);
  };
  return { base, stop, log: () => said, read, imports, fail: sources?.fail };
}

/** A copy of a city's folder in which some files read differently. */
function copied(city, folder, changed) {
  const copy = join(folder, city);
  cpSync(join(ROOT, "cities", city), copy, { recursive: true });
  for (const [path, change] of Object.entries(changed)) {
    writeFileSync(join(copy, path), change(readFileSync(join(copy, path), "utf8")));
  }
  return copy;
}

/** Runs the program to its end; a feed that cannot be read is no fault of the test. */
function once(options) {
  return new Promise((done, failed) => {
    const child = spawn(program(), options, { cwd: ROOT, stdio: "ignore" });
    child.once("error", failed);
    child.once("exit", done);
  });
}

async function ready(base, child) {
  if (child.exitCode !== null) throw new Error(`the server ended with exit code ${child.exitCode}`);
  const answer = await fetch(`${base}/health/ready`).catch(() => null);
  return answer?.ok;
}

function freePort() {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}
