/*
 * A screen on a wall turns its boards: each is fetched when its turn comes and takes the place of the one before, so
 * that a value is never older than one turn and nothing gathers in memory. Without the network the last board stays,
 * with its age. A board of another build is loaded as a whole.
 */
const { lang } = document.documentElement;
const PATIENCE_MS = 10_000;
const AGAIN_MS = 5_000;
const clock = document.querySelector("[data-clock]");
const lost = document.querySelector("[data-words]");

/* The server's clock, because that of a screen may never have been set. */
let ahead = 0;
let heard = Date.now();

const board = () => document.querySelector("main");
const build = (doc) => doc.querySelector("meta[name=build]")?.content;
const time = (instant) =>
  new Date(instant)
    .toLocaleTimeString("de", { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone })
    .replace(/^0/, "");

async function turn() {
  const url = new URL(board().dataset.next, location.href);
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(url, { headers: { Accept: "text/html" }, cache: "no-store", signal });
  // The styles of another answer stand under a nonce of its own, which this page's policy would report.
  const html = (await answer.text()).replace(/<style\b[^>]*>[^]*?<\/style>/g, "");
  const doc = new DOMParser().parseFromString(html, "text/html");
  if (!answer.ok || !doc.querySelector("main[data-next]")) throw new Error(`no board: ${answer.status}`);
  const now = Date.parse(answer.headers.get("date"));
  if (now) ahead = now - Date.now();
  heard = Date.now();
  if (build(doc) !== build(document)) return location.replace(url);
  await show(doc);
}

async function show(doc) {
  const swap = () => {
    board().replaceWith(doc.querySelector("main"));
    document.title = doc.title;
    document.querySelector("[data-date]").textContent = doc.querySelector("[data-date]").textContent;
  };
  if (!document.startViewTransition || matchMedia("(prefers-reduced-motion: reduce)").matches) return swap();
  const transition = document.startViewTransition(swap);
  for (const step of [transition.ready, transition.finished]) step.catch(() => {});
  await transition.updateCallbackDone;
}

function tick() {
  const now = time(Date.now() + ahead);
  if (clock.textContent !== now) clock.textContent = now;
}

/* How old everything on the board is, in the place of the ages that the server wrote. */
function tell() {
  const minutes = Math.floor((Date.now() - heard) / 60_000);
  const [number, unit] = minutes < 120 ? [minutes, "minute"] : [Math.floor(minutes / 60), "hour"];
  const age = number === 0 ? "" : new Intl.RelativeTimeFormat(lang).format(-number, unit);
  const words = lost.dataset.words.replace("{time}", time(heard + ahead)).replace(", {age}", age && `, ${age}`);
  if (lost.textContent !== words) lost.textContent = words;
  lost.hidden = false;
}

async function run() {
  try {
    await turn();
    lost.hidden = true;
    setTimeout(run, board().dataset.seconds * 1000);
  } catch {
    tell();
    setTimeout(run, AGAIN_MS);
  }
}

setInterval(tick, 1000);
setTimeout(run, board().dataset.seconds * 1000);
