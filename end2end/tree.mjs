// Whether HTML is nested as it is written: where it is not, browsers build another tree than the server meant.

const VOID = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
const OPAQUE = /<(script|style|textarea|title)\b([^>]*)>[\s\S]*?<\/\1>/g;
/* End tags that may be left out in a table (HTML, 13.1.2.4): what ends a cell, a row and a group of rows. */
const CELL = new Set("td th tr tbody thead tfoot table".split(" "));
const ROW = new Set("tr tbody thead tfoot table".split(" "));
const GROUP = new Set("tbody tfoot table".split(" "));
const ENDED_BY = { td: CELL, th: CELL, tr: ROW, tbody: GROUP, thead: GROUP, tfoot: GROUP };
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;

/** The elements as the source nests them, each as `depth name`; or the first end tag that closes nothing. */
function written(html) {
  const source = html.replace(/<!--[\s\S]*?-->/g, "").replace(OPAQUE, "<$1$2></$1>");
  const open = [];
  const elements = [];
  for (const [, end, rawName, rest] of source.matchAll(TAG)) {
    const name = rawName.toLowerCase();
    while (open.at(-1) !== (end && name) && ENDED_BY[open.at(-1)]?.has(name)) open.pop();
    if (end) {
      const top = open.pop();
      if (top !== name) return { elements, fault: `</${name}> closes <${top}>` };
    } else {
      elements.push(`${open.length} ${name}`);
      if (!VOID.has(name) && !rest.endsWith("/")) open.push(name);
    }
  }
  return { elements, fault: open.length > 0 ? `<${open.join("><")}> is never closed` : null };
}

/** The first difference between what is written and what a browser builds; null when there is none. */
export async function misnested(page, html) {
  const { elements, fault } = written(html);
  if (fault) return fault;
  const built = await page.evaluate((text) => {
    const list = [];
    const walk = (element, depth) => {
      list.push(`${depth} ${element.localName.toLowerCase()}`);
      for (const child of element.children) walk(child, depth + 1);
    };
    walk(new DOMParser().parseFromString(text, "text/html").documentElement, 0);
    return list;
  }, html);
  const length = Math.max(elements.length, built.length);
  for (let i = 0; i < length; i += 1) {
    if (elements[i] !== built[i]) {
      return `after ${elements.slice(Math.max(0, i - 3), i).join(", ")}: written ${elements[i]}, built ${built[i]}`;
    }
  }
  return null;
}
