/*
 * A kiosk: a screen that belongs to nobody. Nothing leads away from the portal, and nothing that one citizen did is
 * there for the next. nav.js loads this file only on devices that were made a kiosk; its bar and its question are
 * part of the page /kiosk.
 */
const root = document.documentElement;
const IDLE_MS = 90_000;
const WARNING_S = 30;
/* The start page says what is open now: an untouched screen shows it anew from time to time. */
const FRESH_MS = 300_000;
const RETRY_MS = 5_000;
/* In the tab's storage: somebody has touched the screen; the tab is about to forget what was done. */
const USED = "kiosk-used";
const FORGETTING = "kiosk-forgetting";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const reachable = () => fetch("/", { cache: "no-store" }).then((answer) => answer.ok, () => false);
const tool = (name) => document.querySelector(`[data-kiosk-tool="${name}"]`);

async function addTools() {
  const answer = await fetch(root.lang === "de" ? "/kiosk" : `/${root.lang}/kiosk`);
  // That page's styles stand under a nonce of its own, which this page's policy would report.
  const html = (await answer.text()).replace(/<style\b[^>]*>[^]*?<\/style>/g, "");
  const page = new DOMParser().parseFromString(html, "text/html");
  document.body.append(...page.querySelector("[data-kiosk-tools]").children);
}

/* Documents without a way back. */
const FILES = /^\/(api\/|assets\/|tiles\/|sitemap)/;

/* Links that leave become text, with the address for who wants to write it down; fields keep nothing in mind. */
function tend() {
  for (const link of document.querySelectorAll("a[href]")) {
    const { origin, protocol, host, pathname } = new URL(link.href);
    if (origin === location.origin && !FILES.test(pathname)) continue;
    const text = document.createElement("span");
    text.append(...link.childNodes);
    const address = `${host}${pathname}`.replace(/^www\.|\/$/g, "");
    const isNamed = text.textContent.replace(/^www\.|\/$/g, "").includes(address);
    if (/^https?:$/.test(protocol) && origin !== location.origin && !isNamed) text.append(` (${address})`);
    link.replaceWith(text);
  }
  for (const field of document.querySelectorAll("input:not([autocomplete=off]),textarea:not([autocomplete=off])")) {
    field.autocomplete = "off";
  }
  for (const way of [tool("back"), tool("start")]) {
    if (way) way.hidden = /^\/(en)?$/.test(location.pathname);
  }
}

/* A real load, not a swap by nav.js: nothing of the old document stays in memory. */
function start() {
  root.dataset.dead = "";
  location.replace("/");
}

let waiting;

/* Somebody is there. */
function notice() {
  if (tool("question")?.open || sessionStorage.getItem(FORGETTING) !== null) return;
  sessionStorage.setItem(USED, "");
  clearTimeout(waiting);
  waiting = setTimeout(ask, IDLE_MS);
}

/* Nobody has been there since the last start. */
function rest() {
  waiting = setTimeout(async () => ((await reachable()) ? start() : rest()), FRESH_MS);
}

function ask() {
  const question = tool("question");
  if (!question) return forget();
  let left = WARNING_S;
  const [number, status] = [tool("left"), tool("status")];
  const show = () => {
    number.textContent = left;
    // A screen reader hears the beginning and the last ten seconds, not every second.
    if (left === WARNING_S || left === 10) status.textContent = number.parentElement.textContent;
  };
  question.showModal();
  show();
  const ticking = setInterval(() => {
    left -= 1;
    if (left > 0) return show();
    clearInterval(ticking);
    forget();
  }, 1000);
  question.addEventListener("close", () => (clearInterval(ticking), notice()), { once: true });
}

/*
 * Begins anew. A page cannot empty the history: the tab goes back to its first entry, which becomes the start page;
 * a new entry after it takes all others away. When an older document comes back on that way, it goes on from here.
 */
async function forget() {
  sessionStorage.setItem(FORGETTING, "");
  root.dataset.dead = ""; // nav.js lets the steps through the history pass
  clearTimeout(waiting);
  tool("question")?.close();
  tool("bar")?.remove();
  for (const form of document.forms) form.reset();
  for (const key of Object.keys(localStorage)) if (key !== "device") localStorage.removeItem(key);
  delete root.dataset.theme;
  const wait = tool("wait");
  document.querySelector("main").replaceChildren(...(wait ? [wait] : []));
  // Without the server there would be the browser's own error page, and no way on from there.
  while (!(await reachable())) await pause(RETRY_MS);
  const { currentEntry, entries } = window.navigation ?? {};
  if (currentEntry?.index > 0) await navigation.traverseTo(entries.call(navigation)[0].key).finished.catch(() => {});
  history.replaceState(null, "", "/");
  if (currentEntry) history.pushState(null, "", "/");
  sessionStorage.clear();
  start();
}

const isForgetting = () => sessionStorage.getItem(FORGETTING) !== null;
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  if (isForgetting()) forget();
  else notice();
});

if (isForgetting()) forget();
else {
  const address = new URL(location.href);
  if (address.searchParams.has("geraet")) {
    address.searchParams.delete("geraet");
    history.replaceState(history.state, "", address);
  }
  for (const name of ["pointerdown", "keydown", "wheel", "input"]) {
    addEventListener(name, notice, { capture: true, passive: true });
  }
  addEventListener("contextmenu", (event) => event.preventDefault());
  addEventListener("click", ({ target }) => {
    const asked = target.closest?.("[data-kiosk-tool]")?.dataset.kioskTool;
    if (asked === "back") history.back();
    if (asked === "stay") tool("question").close();
    if (asked === "end") forget();
  });
  await addTools().catch((error) => console.warn(`The kiosk has no bar: ${error}`));
  tend();
  new MutationObserver(tend).observe(document.body, { childList: true, subtree: true });
  if (sessionStorage.getItem(USED) === null && location.pathname === "/") rest();
  else notice();
}
