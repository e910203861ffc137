// Walks through the portal's links without a browser, and reads what stands in a page's head.

const PARALLEL = 6;

/** Asks like a citizen's browser, but follows no redirect. */
export function ask(base, path, headers = {}) {
  return fetch(new URL(path, base), { redirect: "manual", headers: { accept: "text/html", ...headers } });
}

/** All values of an attribute, with entities turned back into characters. */
export function attributes(html, name) {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, "g"))].map((match) => plain(match[1]));
}

/** The start tags of an element, each as its attributes. */
export function tags(html, element) {
  return [...html.matchAll(new RegExp(`<${element}\\b([^>]*)>`, "g"))].map(([, inside]) =>
    Object.fromEntries(
      [...inside.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, name, value]) => [name, plain(value ?? "")]),
    ),
  );
}

export function plain(text) {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** The addresses a page links to inside the portal, without fragments. */
export function links(html, base, from) {
  return tags(html, "a")
    .filter((link) => link.href !== undefined && !link.href.startsWith("#"))
    .map((link) => new URL(link.href, new URL(from, base)))
    .filter((url) => url.origin === new URL(base).origin)
    .map((url) => url.pathname + url.search);
}

/**
 * Visits up to `limit` addresses from `start` on. Of addresses that differ only in which place or which question
 * they show, `sample` are visited. Resolves to `[{ path, answer, html }]`.
 */
export async function crawl(base, start, { limit = 150, sample = 8 } = {}) {
  const seen = new Set([start]);
  const kinds = new Map();
  const queue = [start];
  const visited = [];
  const isWanted = (path) => {
    const kind = kindOf(path);
    const count = kinds.get(kind) ?? 0;
    kinds.set(kind, count + 1);
    return count < (kind === path ? Infinity : sample);
  };
  const visit = async (path) => {
    const answer = await ask(base, path);
    const html = await answer.text();
    visited.push({ path, answer, html });
    if (!isHtml(answer)) return;
    for (const next of links(html, base, path)) {
      if (seen.has(next)) continue;
      seen.add(next);
      if (isWanted(next)) queue.push(next);
    }
  };
  while (queue.length > 0 && visited.length < limit) {
    await Promise.all(queue.splice(0, Math.min(PARALLEL, limit - visited.length)).map(visit));
  }
  return visited;
}

export function isHtml(answer) {
  return (answer.headers.get("content-type") ?? "").startsWith("text/html");
}

/** `/orte/osm-node-1/name` and `/orte?kategorie=a&nahe=b` become kinds of addresses. */
function kindOf(path) {
  const url = new URL(path, "http://x");
  const names = [...url.searchParams.keys()].sort().join("&");
  if (names === "kategorie") return path;
  return url.pathname.replace(/(\/orte)\/.+/, "$1/…") + (names ? `?${names}` : "");
}
