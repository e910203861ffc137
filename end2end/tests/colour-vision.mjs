// Colour is never the only sign: what differs is told apart by those who see fewer colours, or none.
import { test } from "../harness.mjs";
import { observe } from "../map-view.mjs";

const KINDS = ["protanopia", "deuteranopia", "tritanopia", "achromatopsia"];
/* The least part of a marker's picture that has to differ (a tenth of its face), and by how much of 255 in brightness. */
const LEAST_PART = 0.025;
const LEAST_STEP = 60;

async function seeAs(page, kind) {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setEmulatedVisionDeficiency", { type: kind });
}

/** Brightness (0 to 255) of every pixel of a picture, as somebody sees it who sees no colours at all. */
function brightness(page, png) {
  return page.evaluate(async (data) => {
    const bytesOf = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytesOf], { type: "image/png" }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(picture, 0, 0);
    const { data: bytes } = pen.getImageData(0, 0, picture.width, picture.height);
    return Array.from({ length: bytes.length / 4 }, (_, i) => Math.round(0.2126 * bytes[4 * i] + 0.7152 * bytes[4 * i + 1] + 0.0722 * bytes[4 * i + 2]));
  }, png.toString("base64"));
}

const part = (one, other) => one.filter((value, i) => Math.abs(value - other[i]) > LEAST_STEP).length / one.length;

test("markers of an area are told apart without colours", { timeout: 120_000 }, async ({ page, base, ok, visit }) => {
  const { items } = await (await fetch(`${base}/api/v1/categories`)).json().then((all) => ({ items: all.items ?? all.categories ?? all }));
  const areaOf = Object.fromEntries(items.map(({ id, area }) => [id, area]));
  await observe(page);
  await visit.open("/orte");
  await visit.untilMap();
  // One marker of every category, side by side, over plain ground: the base map would differ behind them.
  const spots = await page.evaluate(() => {
    const { styles } = JSON.parse(document.querySelector('[data-isle="map"]').dataset.props);
    testMap.setZoom(18, { animate: false });
    document.querySelector(".leaflet-tile-pane").hidden = true;
    const points = styles.map(({ category, shape, colour }, i) => {
      const at = { x: 60 + 60 * (i % 8), y: 80 + 80 * Math.floor(i / 8) };
      const { lat, lng } = testMap.containerPointToLatLng([at.x, at.y]);
      return { id: category, lat, lng, shape, colour, name: category, at };
    });
    testMarkers.set(points);
    const box = testMap.getContainer().getBoundingClientRect();
    return points.map(({ id, at }) => ({ id, x: box.left + at.x - 14, y: box.top + at.y - 26, width: 28, height: 40 }));
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  ok(spots.length > 10 && spots.every(({ id }) => areaOf[id]), "every category has a marker", spots.length);
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const kind of KINDS) {
      await seeAs(page, kind);
      const seen = new Map();
      for (const { id, ...clip } of spots) seen.set(id, await brightness(page, await page.screenshot({ clip })));
      const alike = [];
      for (const [one, pixels] of seen) {
        for (const [other, others] of seen) {
          if (one < other && areaOf[one] === areaOf[other] && part(pixels, others) < LEAST_PART) alike.push(`${one} and ${other}`);
        }
      }
      ok(alike.length === 0, `with ${kind}, in ${theme} colours, no two look alike`, alike);
    }
  }
});

test("opening states differ in words and in shape, and can be read whatever colours one sees", {}, async ({ page, ok, visit }) => {
  await visit.open("/orte?kategorie=toiletten");
  // Which states there are depends on the hour: every one is put into the first row.
  const shapes = await page.evaluate(() => {
    const [row] = document.querySelectorAll("#liste li");
    const states = ["st open", "st soon", "st shut", "st unk"].map((name) => Object.assign(document.createElement("p"), { className: name, textContent: "Ein Wort" }));
    row.replaceChildren(...states);
    return states.map((state) => {
      const { display, backgroundColor, backgroundImage } = getComputedStyle(state, "::before");
      return display === "none" ? "none" : `${backgroundColor === "rgba(0, 0, 0, 0)" ? "ring" : "disc"} ${backgroundImage === "none" ? "" : "half"}`;
    });
  });
  ok(new Set(shapes).size === 4, "each state has a sign of its own shape", shapes);
  const luminance = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  for (const theme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const kind of KINDS) {
      await seeAs(page, kind);
      for (const name of ["open", "soon", "shut", "unk"]) {
        const seen = await brightness(page, await page.locator(`#liste .st.${name}`).first().screenshot());
        const [low, high] = [Math.min(...seen), Math.max(...seen)].map(luminance);
        const contrast = (high + 0.05) / (low + 0.05);
        ok(contrast >= 4.5, `with ${kind}, in ${theme} colours, “${name}” can be read`, contrast.toFixed(2));
      }
    }
  }
});

test("every opening state on a list says in words what its sign shows", {}, async ({ page, ok, visit }) => {
  await visit.open("/orte?offen=jetzt");
  const states = await page.$$eval("#liste .st", (all) => all.map((one) => [one.className, one.textContent.trim()]));
  ok(states.length > 0 && states.every(([, words]) => /[a-zäöü]{3}/i.test(words)), "no sign without words", states.slice(0, 5));
});
