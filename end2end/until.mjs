// Waiting for a condition instead of for a time.

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** A page that is being replaced cannot be asked; asking again helps. */
const PASSING = /Execution context was destroyed|Cannot find context|navigating and changing|frame was detached/i;

/** Asks until `condition` holds and returns what it answered; fails with the words of `what`. */
export async function until(what, condition, { timeout = 6_000, every = 20 } = {}) {
  const end = Date.now() + timeout;
  for (;;) {
    let trouble = "";
    try {
      const answer = await condition();
      if (answer) return answer;
    } catch (error) {
      if (!PASSING.test(String(error))) throw error;
      trouble = ` (${String(error).split("\n")[0]})`;
    }
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}${trouble}`);
    await pause(every);
  }
}
