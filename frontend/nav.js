/*
 * Starts the wasm client and turns links, GET forms, back and forward into page swaps on the Navigation API.
 * Without that API every link is an ordinary page load; so is every navigation in doubt (another build or
 * language, no HTML, an error). Nothing here needs the client: when it is missing or dead, pages still change.
 */
import { isPaused, swapLive, swapPage, swapParts } from "./swap.js";

const root = document.documentElement;
const { client, wasm, kiosk } = document.querySelector("script[data-client]")?.dataset ?? {};

if (kiosk && root.dataset.device === "kiosk") import(kiosk);

/* The first paint needs nothing of what follows, and comes first. */
const painted = new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/* Charts have a cursor. */
function wakeCharts() {
  if (document.querySelector(".chart-svg")) import("/assets/chart.js").then(({ wake }) => wake(), () => {});
}

painted.then(wakeCharts);

/* The client wakes the isles. */
async function startClient() {
  await painted;
  const bytes = fetch(wasm);
  const module = await import(client);
  await module.default({ module_or_path: bytes });
  module.start();
  return module;
}

/* Null when the client cannot be loaded. */
const isles = client
  ? startClient().catch((error) => console.warn(`The page works without its interactive parts: ${error}`) ?? null)
  : Promise.resolve(null);

/* Drops the isles that left the document, wakes what came. A client that crashed is left alone. */
function sync() {
  wakeCharts();
  return isles.then((module) => {
    if (module && !("dead" in root.dataset)) module.sync();
  });
}

/* Empty fields do not belong into an address. */
document.addEventListener("formdata", ({ target, formData }) => {
  if (target.method !== "get") return;
  for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
});

/*
 * A form that answers while somebody types makes one entry in the history, not one for every pause: what follows
 * in the same field takes the place of the entry that the first pause made.
 */
let typed = null;

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const field = document.activeElement;
  const isTyping = form.matches("form[data-query]") && !submitter && field?.form === form && field.type === "search";
  const here = window.navigation?.currentEntry?.key;
  if (isTyping && typed?.field === field && typed.entry === here) {
    event.preventDefault();
    const url = new URL(form.action);
    url.search = new URLSearchParams(new FormData(form));
    navigation.navigate(url.href, { history: "replace", info: { form } });
  } else {
    typed = isTyping ? { field, entry: null } : null;
  }
});

document.addEventListener("focusout", () => (typed = null));

const build = (doc) => doc.querySelector("meta[name=build]")?.content;

async function load(url, signal) {
  // Without styles: they are here, and another page's nonce would be reported by this page's policy.
  const answer = await fetch(url, { headers: { Accept: "text/html", "X-Swap": "1" }, signal });
  if (!/^text\/html\b/.test(answer.headers.get("content-type") ?? "")) throw new Error("not a page");
  const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!doc.querySelector("main") || build(doc) !== build(document)) throw new Error("another build");
  if (doc.documentElement.lang !== root.lang) throw new Error("another language");
  return { doc, address: answer.redirected ? answer.url : null };
}

/*
 * Words that the server draws from live values are asked for again when those change: not at once, so that
 * ten thousand readers do not ask in the same moment, and not under the hands of somebody.
 */
const SOON = 1000;
const SPREAD = 4000;
let due = 0;

document.addEventListener("portal:live", () => {
  if (due || !document.querySelector("[data-live],[data-stale]")) return;
  due = setTimeout(async () => {
    const { href } = location;
    const fresh = await load(href).catch(() => null);
    due = 0;
    if (fresh && location.href === href) take(fresh.doc);
  }, SOON + Math.random() * SPREAD);
});

/* What is measured on a page that has a row for every value. */
const measured = (doc) => [...doc.querySelectorAll("[data-rows] [data-datastream]")].map((row) => row.dataset.datastream);

/*
 * The client writes newer values into their rows, and the server draws the rest anew. Something new that is measured
 * is on another page, which waits while somebody has a hand in this one.
 */
function take(doc) {
  const known = new Set(measured(document));
  if (measured(doc).every((row) => known.has(row))) {
    delete document.querySelector("[data-stale]")?.dataset.stale;
    if (swapLive(doc)) partsCame();
    return;
  }
  const heading = document.querySelector("main h1");
  const focused = document.querySelector("main").contains(document.activeElement);
  if (focused && document.activeElement !== heading) return;
  swapPage(doc);
  sync();
  if (focused) focus(document.querySelector("main h1"));
}

/* Time passes without anything being told: what counts minutes is asked for again. */
setInterval(() => {
  if (document.hidden || isPaused() || !document.querySelector("[data-minute]")) return;
  document.dispatchEvent(new Event("portal:live"));
}, 30_000);

/* Pages without a live bar have a button of their own, which says in `data-other` what it is called afterwards. */
document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-pause][data-other]");
  if (!button) return;
  button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
  [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
});

/* Tells the isles that rows have changed. */
const partsCame = () => document.dispatchEvent(new CustomEvent("portal:parts", { bubbles: true }));

/* The path of the document that is shown: the address runs ahead of it. */
let shown = location.pathname;

async function visit(event, url) {
  root.dataset.loading = "";
  if (typed) typed.entry ??= navigation.currentEntry.key;
  try {
    const { doc, address } = await load(url, event.signal);
    if (event.signal.aborted) return;
    if (address && address !== url.href) history.replaceState(history.state, "", address + url.hash);
    const form = event.info?.form ?? event.sourceElement?.closest?.("form[data-query]") ?? null;
    if (shown === location.pathname && swapParts(doc, form)) {
      await sync();
      partsCame();
      if (event.navigationType === "traverse" || url.hash) event.scroll();
      focusFragment(url);
      return;
    }
    await show(doc);
    shown = location.pathname;
    sync();
    event.scroll();
    focusFragment(url) || focus(document.querySelector("main h1") ?? document.querySelector("main"));
    const status = document.getElementById("announce");
    if (status) status.textContent = document.title;
  } catch {
    if (!event.signal.aborted) leave(event, url);
  } finally {
    if (!event.signal.aborted) delete root.dataset.loading;
  }
}

async function show(doc) {
  if (!document.startViewTransition || matchMedia("(prefers-reduced-motion: reduce)").matches) return swapPage(doc);
  const transition = document.startViewTransition(() => swapPage(doc));
  // A picture that is skipped, by the next click or in a hidden tab, is no error.
  for (const step of [transition.ready, transition.finished]) step.catch(() => {});
  await transition.updateCallbackDone;
}

/* A real load shows the real page, or the real error. */
let leaving = false;
function leave(event, url) {
  leaving = true;
  // With a fragment, replace() would only scroll: the address is the new one already.
  event.navigationType === "traverse" || url.hash ? location.reload() : location.replace(url);
}

function focus(element) {
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  return true;
}

function focusFragment(url) {
  const target = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1)));
  return target ? focus(target) : false;
}

/* Documents of their own: data, built files, map tiles. */
const FILES = /^\/(api\/|assets\/|tiles\/)/;

window.navigation?.addEventListener("navigate", (event) => {
  if (!event.canIntercept || event.hashChange || event.downloadRequest !== null || event.formData) return;
  if (event.navigationType === "reload" || leaving || "dead" in root.dataset) return;
  // history.replaceState() of an isle.
  if (event.navigationType !== "traverse" && event.destination.sameDocument) return;
  const url = new URL(event.destination.url);
  if (url.origin !== location.origin || FILES.test(url.pathname)) return;
  if (event.sourceElement?.closest?.("[data-reload],a[hreflang]")) return;
  event.intercept({ scroll: "manual", focusReset: "manual", handler: () => visit(event, url) });
});
