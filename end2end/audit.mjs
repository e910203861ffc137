// Measures a page against the accessibility rules: axe's, and those that need boxes and styles.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./program.mjs";

const AXE = readFileSync(join(ROOT, "node_modules/axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The violations axe finds, each as a line with the rule and the first elements. */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: { type: "tag", values: tags },
      rules: { "target-size": { enabled: true } },
      resultTypes: ["violations"],
    });
    return violations.map(({ id, nodes }) => {
      const [first] = nodes;
      const why = [...first.any, ...first.all, ...first.none].map((check) => check.message)[0] ?? "";
      return `${id} ×${nodes.length}: ${first.target.join(" ")} ${first.html.slice(0, 140)} (${why})`;
    });
  }, TAGS);
}

/** Everything that can be operated and is smaller than `least` pixels; links inside sentences are exempt. */
export function smallTargets(page, least, selector) {
  return page.evaluate(
    ([minimum, wanted]) => {
      const isShown = (element) =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest(".kern-sr-only,.trap,[inert]");
      // A link that covers its row by a pseudo-element is as large as the row.
      const boxes = (element) => {
        const all = [element, element.closest("label"), element.closest(".chip")].filter(Boolean);
        if (getComputedStyle(element, "::after").position === "absolute") all.push(element.offsetParent ?? element);
        return all.map((one) => one.getBoundingClientRect());
      };
      const isInText = (element) => {
        if (element.localName !== "a" || getComputedStyle(element).display !== "inline") return false;
        const block = element.closest("p,li,dd,td,figcaption,dt,.leaflet-control-attribution");
        return block !== null && block.textContent.trim() !== element.textContent.trim();
      };
      const isSkip = (element) => element.matches(".skip,.map-skip");
      return [...document.querySelectorAll(wanted)]
        .filter((element) => isShown(element) && !isInText(element) && !isSkip(element))
        .map((element) => {
          const sizes = boxes(element);
          const width = Math.max(...sizes.map((box) => box.width));
          const height = Math.max(...sizes.map((box) => box.height));
          return { width, height, html: element.outerHTML.replace(/\s+/g, " ").slice(0, 110) };
        })
        .filter(({ width, height }) => width > 0 && (width < minimum - 0.5 || height < minimum - 0.5))
        .map(({ width, height, html }) => `${Math.round(width)}×${Math.round(height)} ${html}`);
    },
    [least, selector],
  );
}

/** Elements that run out of the window at its side. */
export function overflowing(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const isClipped = (element) => {
      for (let outer = element.parentElement; outer; outer = outer.parentElement) {
        if (getComputedStyle(outer).overflowX !== "visible") return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && !isClipped(element),
    );
    return [`the page is ${document.documentElement.scrollWidth} px wide`, ...wide.slice(-3).map((one) => one.outerHTML.slice(0, 120))];
  });
}

/** Sets lines, paragraphs, letters and words as far apart as WCAG 1.4.12 asks, and lists texts that are cut off. */
export function cutBySpacing(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets.push(sheet);
    const cuts = [...document.body.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      if (element.closest(".kern-sr-only,.leaflet-container,svg,.skip,.map-skip,.trap") || !element.checkVisibility()) return false;
      if (!element.textContent.trim() || ["select", "option", "textarea", "input"].includes(element.localName)) return false;
      const hides = (value) => value === "hidden" || value === "clip";
      return (
        (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 2) ||
        (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 2)
      );
    });
    return cuts.map((element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 130));
  });
}

/** Heading levels in the order of the page, hidden ones left out. */
export function headingLevels(page) {
  return page.$$eval("h1, h2, h3, h4, h5, h6", (all) =>
    all.filter((one) => one.checkVisibility()).map((one) => Number(one.localName[1])),
  );
}
