/* The frame around the map: how far out one may look, and how the base map ends. */
import { dark, light } from "./palette.js";

/* The base map fades into the colour of the land over this width. */
const FADE_PX = 36;

/*
 * One may look out until the base map just fills the frame; farther only as far as it takes to see all places at
 * once, and never farther than the map's own limit. Only this farthest zoom may be a fraction.
 */
export function zoomLimit(map, corners) {
  const floor = map.getMinZoom();
  // Leaflet rounds every zoom, also when it only moves: the limit has to stay what it is.
  const rounded = map._limitZoom;
  map._limitZoom = (zoom) => (zoom === map.getMinZoom() ? zoom : rounded.call(map, zoom));
  const ground = L.latLngBounds(corners);
  let places = null;
  const ends = (box) => [box.getNorthWest(), box.getSouthEast()].map((corner) => map.project(corner, 0));
  const zoomOf = (box, pick, room) => {
    const [start, end] = ends(box);
    const { x, y } = map.getSize();
    return Math.log2(pick((x - room) / (end.x - start.x), (y - room) / (end.y - start.y)));
  };
  const set = () => {
    const full = zoomOf(ground, Math.max, 0);
    const all = places ? zoomOf(places.box, Math.min, 2 * places.padding) : full;
    const limit = Math.max(floor, Math.min(full, all));
    // A frame without a size has no limit yet.
    if (Number.isFinite(limit)) map.setMinZoom(limit);
    return all;
  };
  set();
  return {
    set: () => void set(),
    /* Shows a box as a whole, and as little as can be of what lies beyond the base map. */
    fit(box, padding, maxZoom) {
      places = { box: L.latLngBounds(box), padding };
      const zoom = Math.floor(Math.min(maxZoom, set()));
      const [start, end] = ends(places.box);
      map.setView(map.unproject(start.add(end).divideBy(2), 0), Math.max(zoom, map.getMinZoom()), { animate: false });
      map.panInsideBounds(ground, { animate: false });
    },
  };
}

/* Draws the end of the base map on a canvas whose upper left corner is at `origin` (pixels of the zoom). */
export function drawEdge(context, map, corners, origin, { width, height, isDark }) {
  const ground = L.latLngBounds(corners);
  const { x: left, y: top } = map.project(ground.getNorthWest()).subtract(origin);
  const { x: right, y: bottom } = map.project(ground.getSouthEast()).subtract(origin);
  const { land } = isDark ? dark : light;
  const strip = (x, y, wide, high, [fromX, fromY, toX, toY]) => {
    const fade = context.createLinearGradient(fromX, fromY, toX, toY);
    fade.addColorStop(0, land);
    fade.addColorStop(1, `${land}00`);
    context.fillStyle = fade;
    context.fillRect(x, y, wide, high);
  };
  if (left + FADE_PX > 0) strip(0, 0, left + FADE_PX, height, [left, 0, left + FADE_PX, 0]);
  if (right - FADE_PX < width) strip(right - FADE_PX, 0, width - right + FADE_PX, height, [right, 0, right - FADE_PX, 0]);
  if (top + FADE_PX > 0) strip(0, 0, width, top + FADE_PX, [0, top, 0, top + FADE_PX]);
  if (bottom - FADE_PX < height) strip(0, bottom - FADE_PX, width, height - bottom + FADE_PX, [0, bottom, 0, bottom - FADE_PX]);
}
