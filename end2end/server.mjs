// Starts the portal for the tests: one city, an empty database in a temporary folder, a free port.
import { spawn } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { until } from "./until.mjs";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));
const READY_MS = 30_000;

/** Where failing tests leave their screenshots, and the servers their logs. */
export const OUTPUT = join(ROOT, "target/end2end");

/** The server program: `PORTAL_BIN`, otherwise what cargo built. */
export function program() {
  const named = process.env.PORTAL_BIN;
  const found = [named, join(ROOT, "target/debug/portal"), join(ROOT, "target/release/portal")].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error("there is no server to test: run `cargo build -p server`, or name one in PORTAL_BIN");
  return found;
}

/** Starts the portal of `cities/<city>`; returns its address, its log and how to stop it. */
export async function start(city) {
  const folder = mkdtempSync(join(tmpdir(), "portal-tests-"));
  const address = `127.0.0.1:${await freePort()}`;
  const base = `http://${address}`;
  mkdirSync(OUTPUT, { recursive: true });
  const log = createWriteStream(join(OUTPUT, `server-${city}.log`));
  const child = spawn(
    program(),
    [
      "serve",
      "--city", join(ROOT, "cities", city),
      "--site", process.env.PORTAL_SITE ?? join(ROOT, "target/site"),
      "--database", `sqlite:${join(folder, "portal.db")}`,
      "--listen", address,
      "--metrics", "off",
      "--no-rate-limits",
      "--feeds", "simulated",
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
    log.end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(`the server of ${city} to be ready`, () => ready(base, child), { timeout: READY_MS, every: 100 });
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${said.slice(-2000)}`);
  }
  return { base, stop, log: () => said };
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
