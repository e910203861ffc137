// What a citizen does on a page, and what can be seen there: the vocabulary of the tests.
import { until } from "./until.mjs";

export class Visit {
  constructor(page, base, hasScript) {
    this.page = page;
    this.base = base;
    this.hasScript = hasScript;
  }

  /** Loads an address and waits until its isles are awake. */
  async open(path) {
    const answer = await this.page.goto(this.base + path);
    if (answer.status() >= 500) throw new Error(`the server answers ${path} with ${answer.status()}`);
    if (this.hasScript) await this.awake();
    return answer;
  }

  /** Waits until the client has woken the isles. */
  async awake() {
    await this.page.locator("html[data-hydrated]").waitFor({ state: "attached", timeout: 20_000 });
  }

  /** Leaves a mark in the tab that only a real load wipes away. */
  async mark() {
    await this.page.evaluate(() => {
      window.mark = true;
    });
  }

  /** Whether the tab has not been loaded anew since `mark`. */
  isSameTab() {
    return this.page.evaluate(() => window.mark === true);
  }

  /** Path and query of the address. */
  address() {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  async heading() {
    return (await this.page.locator("h1").first().textContent()).trim();
  }

  /** Waits until the page's heading is this. */
  async untilHeading(text) {
    await until(`the heading "${text}"`, async () => (await this.heading()) === text);
  }

  /** Waits until the address contains all of these. */
  async untilAddress(...parts) {
    await until(`the address to contain ${parts.join(" and ")}`, () => {
      const address = decodeURIComponent(this.address().replaceAll("+", " "));
      return parts.every((part) => address.includes(part));
    });
    await this.page.waitForLoadState();
  }

  /** Follows a link that a page of the portal might have: it is put into the page and clicked. */
  async follow(href) {
    await this.page.evaluate((to) => {
      const link = Object.assign(document.createElement("a"), { href: to, textContent: "Verweis" });
      document.querySelector("main").append(link);
      link.click();
      link.remove();
    }, href);
  }

  /** Clicks without scrolling to the element first. */
  clickInPlace(selector) {
    return this.page.evaluate((wanted) => document.querySelector(wanted).click(), selector);
  }

  scrollPosition() {
    return this.page.evaluate(() => Math.round(window.scrollY));
  }

  /** The element that has the focus, as `tag#id`. */
  focused() {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      return element ? element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "") : "";
    });
  }

  /** Ids of the places in the list, in their order. */
  listed() {
    return this.page.$$eval("#liste [data-id]", (rows) => rows.map((row) => row.dataset.id));
  }

  /** Ids of the places on the map, sorted; null while there is no map. */
  mapped() {
    return this.page.evaluate(() => {
      const ids = document.querySelector("[data-map-ids]")?.dataset.mapIds;
      return ids === undefined ? null : ids.split(" ").filter(Boolean).sort();
    });
  }

  /** Waits until the map has drawn its places, also those that are on other pages of the list. */
  async untilMap() {
    // It is drawn for those who see it.
    const map = this.page.locator(".map:visible").first();
    if ((await map.count()) > 0) await map.scrollIntoViewIfNeeded();
    // A locator keeps no hold on the element, so that it can be seen whether the page lets it go.
    await this.page.locator("[data-map-ready][data-map-ids]").waitFor({ state: "attached", timeout: 15_000 });
  }

  /** The number in the heading of the result. */
  async count() {
    const text = await this.page.locator("#zahl").textContent();
    return Number(/\d[\d.,]*/.exec(text)?.[0].replace(/\D/g, "") ?? 0);
  }

  /** Numbers of the page's engine after a garbage collection: nodes, listeners, heap in kB. */
  async weight() {
    this.tools ??= await this.page.context().newCDPSession(this.page);
    await this.tools.send("Performance.enable");
    await this.tools.send("HeapProfiler.collectGarbage");
    const { metrics } = await this.tools.send("Performance.getMetrics");
    const value = (name) => metrics.find((metric) => metric.name === name).value;
    return {
      nodes: value("Nodes"),
      listeners: value("JSEventListeners"),
      heap: Math.round(value("JSHeapUsedSize") / 1024),
    };
  }
}
