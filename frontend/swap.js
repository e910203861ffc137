/* Puts parts of a fetched document in the place of those on the page. */

const HEAD = 'link[rel=canonical],link[rel=alternate],meta[name=description],meta[name=robots],script[type="application/ld+json"]';

/* A new page: head, main, and what differs in the frame around it. */
export function swapPage(doc) {
  swapHead(doc);
  document.querySelector("main").replaceWith(doc.querySelector("main"));
}

/*
 * The same page with another question: only the elements [data-part] change, so that map and filters stay
 * alive. False when the documents do not match. `sender` is the form that asked: its fields are as they are.
 */
export function swapParts(doc, sender) {
  const [olds, news] = [parts(document), parts(doc)];
  if (!olds.size || olds.size !== news.size || [...olds.keys()].some((name) => !news.has(name))) return false;
  const [form, asked] = [document, doc].map((d) => d.querySelector("main form[data-query]"));
  if (fields(form) !== fields(asked)) return false;

  swapHead(doc);
  if (form) mark(form, asked);
  if (form && form !== sender) follow(form, asked);
  const focused = document.activeElement;
  for (const [name, old] of olds) {
    const part = news.get(name);
    const lost = old.contains(focused);
    keepFolds(old, part);
    old.replaceWith(part);
    if (lost) refocus(part, focused.id);
  }
  return true;
}

/* What the server draws from live values; not what somebody is in. Says whether other rows are there now. */
export function swapLive(doc) {
  const before = listed();
  const news = new Map([...doc.querySelectorAll("[data-live]")].map((part) => [part.dataset.live, part]));
  for (const old of document.querySelectorAll("[data-live]")) {
    const part = news.get(old.dataset.live);
    if (!part || old.contains(document.activeElement) || (old.matches("[data-minute]") && isPaused())) continue;
    keepFolds(old, part);
    if (old.outerHTML !== part.outerHTML) old.replaceWith(part);
  }
  return before !== listed();
}

/* Whether somebody has stopped what changes by itself: with the live bar, or with a button of the page. */
export const isPaused = () => document.querySelector("main [data-pause][aria-pressed=true]") !== null;

/* What somebody has unfolded stays so. */
function keepFolds(old, part) {
  for (const { dataset } of old.querySelectorAll("details[data-fold][open]")) {
    part.querySelector(`details[data-fold="${CSS.escape(dataset.fold)}"]`)?.setAttribute("open", "");
  }
}

/* What the page's map is a picture of. */
const listed = () => [...document.querySelectorAll("main [data-id]")].map((row) => row.dataset.id).sort().join();

function parts(doc) {
  return new Map([...doc.querySelectorAll("main [data-part]")].map((part) => [part.dataset.part, part]));
}

/* What a form asks: names and kinds of its fields, and the values that are not for the reader to change. */
function fields(form) {
  const fixed = ["hidden", "checkbox", "radio"];
  return [...(form?.elements ?? [])].map((f) => [f.name, f.type, fixed.includes(f.type) ? f.value : ""].join()).join(";");
}

/* What is wrong with a field is said by the part beside it; the field points there. */
function mark(form, asked) {
  [...form.elements].forEach((field, index) => {
    for (const name of ["aria-invalid", "aria-describedby"]) {
      const value = asked.elements[index].getAttribute(name);
      if (value === null) field.removeAttribute(name);
      else field.setAttribute(name, value);
    }
  });
}

/* Fields follow the address, except the one in which somebody is typing. */
function follow(form, asked) {
  [...form.elements].forEach((field, index) => {
    const source = asked.elements[index];
    if (field.type === "checkbox" || field.type === "radio") field.checked = source.checked;
    else if ("value" in field && field !== document.activeElement) field.value = source.value;
  });
}

function refocus(part, id) {
  const target = (id && document.getElementById(id)) || part;
  if (target === part) part.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function swapHead(doc) {
  document.title = doc.title;
  for (const old of document.head.querySelectorAll(HEAD)) old.remove();
  document.head.append(...doc.head.querySelectorAll(HEAD));
  for (const hint of doc.head.querySelectorAll("link[rel=preload]")) {
    if (!document.head.querySelector(`link[href="${CSS.escape(hint.getAttribute("href"))}"]`)) document.head.append(hint);
  }
  swapFrame(doc);
}

/* The frame survives; what is different in it stands in [data-frame]. */
function swapFrame(doc) {
  for (const old of document.querySelectorAll("[data-frame]")) {
    const fresh = doc.querySelector(`[data-frame="${old.dataset.frame}"]`);
    if (fresh && !fresh.isEqualNode(old)) old.replaceWith(fresh);
  }
  for (const link of document.querySelectorAll("header nav a")) {
    const twin = doc.querySelector(`header nav a[href="${CSS.escape(link.getAttribute("href"))}"]`);
    const current = twin?.getAttribute("aria-current");
    if (current) link.setAttribute("aria-current", current);
    else link.removeAttribute("aria-current");
  }
  for (const link of document.querySelectorAll("header a[hreflang]")) {
    const twin = doc.querySelector(`header a[hreflang="${link.hreflang}"]`);
    if (twin) link.setAttribute("href", twin.getAttribute("href"));
  }
}
