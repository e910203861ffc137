// Looking into the map of a page: its markers are drawn on a canvas, so the tests ask the layer where they are.
import { until } from "./until.mjs";

/** Keeps the layer of markers and the map where the tests find them; call it before the page is opened. */
export async function observe(page) {
  await page.addInitScript(() => {
    let real;
    Object.defineProperty(globalThis, "portalMap", {
      configurable: true,
      get: () => real,
      set(value) {
        const { markers } = value;
        value.markers = (map, options) => {
          const layer = markers(map, options);
          Object.assign(globalThis, { testMap: map, testMarkers: layer });
          return layer;
        };
        real = value;
      },
    });
  });
}

/** Ids of the markers that stand alone in view, away from the map's edges and controls. */
export function singles(page) {
  return page.evaluate(() => {
    const { x: width, y: height } = testMap.getSize();
    return testMarkers.visible().filter((id) => {
      const at = testMarkers.position(id);
      const inside = at && at.x > 70 && at.y > 90 && at.x < width - 90 && at.y < height - 160;
      return inside && testMarkers.at(at.x, at.y)?.id === id;
    });
  });
}

/** Clicks (or taps) where the marker of a place is drawn. */
export async function clickMarker(page, id, { tap = false } = {}) {
  const spot = await page.evaluate((wanted) => {
    const at = testMarkers.position(wanted);
    const box = testMap.getContainer().getBoundingClientRect();
    return { x: box.left + at.x, y: box.top + at.y };
  }, id);
  if (tap) await page.touchscreen.tap(spot.x, spot.y);
  else await page.mouse.click(spot.x, spot.y);
}

/** The middle of the map's window. */
export function middle(page) {
  return page.evaluate(() => {
    const { lat, lng } = testMap.getCenter();
    return { lat, lng, zoom: testMap.getZoom() };
  });
}

/** Waits until the base map has painted something, and returns how many colours it shows. */
export function untilPainted(page) {
  return until(
    "the base map to be painted",
    () =>
      page.evaluate(() => {
        const colours = new Set();
        const small = Object.assign(document.createElement("canvas"), { width: 64, height: 64 });
        const pen = small.getContext("2d", { willReadFrequently: true });
        for (const tile of document.querySelectorAll(".leaflet-tile-pane canvas")) {
          if (tile.width === 0) continue;
          pen.drawImage(tile, 0, 0, 64, 64);
          const { data } = pen.getImageData(0, 0, 64, 64);
          for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200) colours.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
        }
        return colours.size > 20 ? colours.size : 0;
      }),
    { timeout: 15_000, every: 100 },
  );
}
