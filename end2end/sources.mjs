// The sources of a city as a program of its own: its time runs quickly, and what it says can be broken.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, program } from "./program.mjs";

/** The sources begin in the past, so that nothing they say during the tests lies in the future. */
const BEGIN_MS = 4 * 3_600_000;
const SPEED = 60;

/** One source never answers. */
const DOWN = "weather";

/** Starts the sources of `cities/<city>`; resolves to their address, how to break one, and how to stop. */
export async function simulate(city) {
  const now = new Date(Date.now() - BEGIN_MS).toISOString();
  const options = ["--city", join(ROOT, "cities", city), "--port", "0", "--now", now, "--speed", String(SPEED), "--fault", `${DOWN}=500`];
  const child = spawn(program(), ["simulate", ...options], { cwd: ROOT });
  const ended = new Promise((done) => child.once("exit", done));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  let said = "";
  const base = await new Promise((found, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes) => {
        said += bytes;
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (address) found(address[0]);
      });
    }
    ended.then(() => failed(new Error(`the simulated sources of ${city} ended: ${said}`)));
  });
  /** Gives a feed a fault of the simulator, or heals it with null. */
  const fail = async (feed, fault) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${base}/_faults/${feed}`, { method: "POST", headers, body: JSON.stringify({ fault }) });
    if (!answer.ok) throw new Error(`the fault ${fault} of ${feed} was refused: ${await answer.text()}`);
  };
  return { base, fail, stop };
}
