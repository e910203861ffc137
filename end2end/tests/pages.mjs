// Every page that links lead to: it exists, says what it is, and takes nothing from anywhere else.
import { ask, crawl, isHtml, links, plain, tags } from "../crawl.mjs";
import { test } from "../harness.mjs";
import { misnested } from "../tree.mjs";

const AREAS = ["/buergerservices", "/mobilitaet", "/klimakompass"];

for (const [language, start, name] of [["de", "/", "German"], ["en", "/en", "English"]]) {
  test(`every ${name} page is complete in its head`, { timeout: 90_000 }, async ({ base, ok }) => {
    const pages = await crawl(base, start);
    const html = pages.filter(({ answer }) => isHtml(answer));
    ok(html.length > 60, "there are many pages", String(html.length));
    for (const { path, answer } of pages) ok(answer.status === 200, `the link to ${path} leads somewhere`, String(answer.status));
    for (const page of html.filter(({ path }) => isOf(path, language))) judge(page, { language, ok, base });
  });
}

const isOf = (path, language) => /^\/en(\/|\?|$)/.test(path) === (language === "en");

function judge({ path, html }, { language, ok, base }) {
  const all = (element) => tags(html, element);
  const twin = language === "de" ? "en" : "de";
  ok(/^<!doctype html>/i.test(html), `${path} begins with its document type`, html.slice(0, 40));
  ok(all("html")[0]?.lang === language, `${path} names its language`, all("html")[0]?.lang);
  ok(all("h1").length === 1, `${path} has one h1`, String(all("h1").length));
  ok(all("main").length === 1, `${path} has one main`, String(all("main").length));
  const title = plain(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "");
  ok(/^.+ – .+$/.test(title) || path === "/" || path === "/en", `${path} has a title "thing – portal"`, title);
  const meta = (name) => all("meta").find((one) => one.name === name)?.content;
  ok((meta("description") ?? "").length > 5, `${path} has a description`, meta("description"));
  ok((meta("viewport") ?? "").includes("width=device-width"), `${path} fits the device`, meta("viewport"));
  ok(Boolean(meta("build")), `${path} names its build`);
  const canonical = all("link").find((one) => one.rel === "canonical")?.href ?? "";
  ok(/^https?:\/\//.test(canonical), `${path} has an absolute canonical address`, canonical);
  const other = all("link").filter((one) => one.rel === "alternate" && one.hreflang);
  ok([language, twin].every((lang) => other.some((one) => one.hreflang === lang)), `${path} names its twin`, other);
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
  const double = ids.filter((id, i) => ids.indexOf(id) !== i);
  ok(double.length === 0, `${path} gives no id twice`, double.slice(0, 5));
  for (const text of html.matchAll(/<script[^>]*type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g)) {
    ok(isJson(text[1]), `${path} describes itself in readable JSON-LD`, text[1].slice(0, 120));
  }
  const loaded = ["script", "img", "iframe", "source", "use"].flatMap((element) => all(element).map((one) => one.src ?? one.href));
  const linked = all("link").filter((one) => !["canonical", "alternate"].includes(one.rel)).map((one) => one.href);
  const foreign = [...loaded, ...linked].filter((url) => url && new URL(url, base).origin !== new URL(base).origin && !url.startsWith("data:"));
  ok(foreign.length === 0, `${path} takes nothing from other hosts`, foreign);
  ok(!/\sstyle="/.test(html.replace(/<script[\s\S]*?<\/script>/g, "")), `${path} has no styles in attributes`);
  ok(!/\son\w+="/.test(html.replace(/<script[\s\S]*?<\/script>/g, "")), `${path} has no handlers in attributes`);
}

function isJson(text) {
  try {
    return Boolean(JSON.parse(text)["@context"]);
  } catch {
    return false;
  }
}

test("browsers build the tree that the server wrote", { timeout: 90_000 }, async ({ page, base, ok }) => {
  for (const { path, html, answer } of await crawl(base, "/", { limit: 80, sample: 3 })) {
    if (!isHtml(answer)) continue;
    const fault = await misnested(page, html);
    ok(fault === null, `${path} is nested well`, fault ?? "");
  }
});

test("the twin of a page in the other language leads back to it", {}, async ({ base, ok }) => {
  // A playground without a name of its own is called differently in the two languages.
  const list = await (await ask(base, "/orte?kategorie=spielplaetze")).text();
  const places = links(list, base, "/").filter((path) => /^\/orte\/.+\/spielplatz-/.test(path)).slice(0, 3);
  for (const path of ["/", "/orte?kategorie=toiletten&rollstuhl=ja", "/impressum", ...AREAS, ...places]) {
    const html = await (await ask(base, path)).text();
    const there = tags(html, "a").find((link) => link.hreflang === "en")?.href;
    const back = tags(await (await ask(base, there)).text(), "a").find((link) => link.hreflang === "de")?.href;
    ok(back === path, `${path} comes back`, `${there} then ${back}`);
    for (const { rel, href } of tags(html, "link").filter((one) => ["canonical", "alternate"].includes(one.rel))) {
      const { status } = await ask(base, new URL(href).pathname + new URL(href).search);
      ok(status === 200, `the ${rel} address ${href} is that of a page`, String(status));
    }
  }
});

test("every answer carries the headers that protect its reader", {}, async ({ base, ok }) => {
  for (const path of ["/", "/orte?kategorie=toiletten", "/gibt-es-nicht", "/api/v1/categories", "/api/v1/gibt-es-nicht"]) {
    const { headers } = await ask(base, path);
    const policy = headers.get("content-security-policy") ?? "";
    ok(policy.includes("default-src"), `${path} has a content security policy`, policy);
    ok(!/unsafe-inline|'unsafe-eval'/.test(policy), `${path} allows nothing unsafe`, policy);
    ok(headers.get("x-content-type-options") === "nosniff", `${path} forbids guessing of types`);
    ok(/^(no-referrer|same-origin|strict-origin)/.test(headers.get("referrer-policy") ?? ""), `${path} keeps its address to itself`, headers.get("referrer-policy"));
    ok(headers.get("x-frame-options") === "DENY" || /frame-ancestors/.test(policy), `${path} cannot be framed`);
    ok((headers.get("permissions-policy") ?? "") !== "", `${path} limits what pages may ask the device`);
  }
  const nonce = async () => /'nonce-([^']+)'/.exec((await ask(base, "/")).headers.get("content-security-policy"))?.[1];
  const [one, other] = [await nonce(), await nonce()];
  ok(one && other && one !== other, "every answer has its own nonce", `${one} and ${other}`);
});

test("pages are sent compressed, and built files may be kept for ever", {}, async ({ base, ok }) => {
  const page = await ask(base, "/orte?kategorie=toiletten", { "accept-encoding": "br" });
  ok(page.headers.get("content-encoding") === "br", "pages come as brotli", page.headers.get("content-encoding"));
  const html = await page.text();
  const files = [...new Set([...html.matchAll(/"(\/assets\/[^"]+)"/g)].map((match) => match[1]))];
  ok(files.length >= 3, "the page names its built files", files);
  for (const file of files) {
    const answer = await ask(base, file, { "accept-encoding": "br" });
    ok(answer.status === 200, `${file} exists`, String(answer.status));
    ok(/immutable/.test(answer.headers.get("cache-control") ?? ""), `${file} may be kept`, answer.headers.get("cache-control"));
    if (/\.(js|css|wasm)$/.test(file)) ok(answer.headers.get("content-encoding") === "br", `${file} comes as brotli`);
    await answer.arrayBuffer();
  }
  for (const file of ["/robots.txt", "/favicon.svg", "/manifest.webmanifest", "/icons.svg"]) {
    ok((await ask(base, file)).status === 200, `${file} exists`);
  }
});

test("what does not exist is answered with 404 in the language asked for", {}, async ({ base, ok }) => {
  for (const [path, lang] of [["/gibt-es-nicht", "de"], ["/en/gibt-es-nicht", "en"], ["/orte/osm-node-0/nirgends", "de"]]) {
    const answer = await ask(base, path);
    ok(answer.status === 404, `${path} is not found`, String(answer.status));
    ok(tags(await answer.text(), "html")[0]?.lang === lang, `${path} says so in its language`);
  }
});

test("a place with another name in its address leads to the right one", {}, async ({ base, ok }) => {
  const list = await (await ask(base, "/orte?kategorie=buergeraemter")).text();
  const link = tags(list, "a").find(({ href }) => /^\/orte\/.+\/.+/.test(href ?? "")).href;
  const answer = await ask(base, link.replace(/[^/]+$/, "anderer-name"));
  const target = answer.headers.get("location");
  ok([301, 308].includes(answer.status) && target.endsWith(link), "it moves to its address", `${answer.status} ${target}`);
});

test("nothing a citizen types becomes part of the page's code", { expects: { statuses: [404] } }, async ({ page, ok, visit }) => {
  const attack = encodeURIComponent(`"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`);
  for (const path of [`/suche?q=${attack}`, `/orte?kategorie=toiletten&q=${attack}`, `/orte?nahe=${attack}`, `/orte?kategorie=${attack}`]) {
    await visit.open(path);
    ok(await page.evaluate(() => window.hacked === undefined), `${path} stays text`);
    ok((await page.locator("img[src=x]").count()) === 0, `${path} brings no element`);
  }
});
