/* The base map as a Leaflet layer: protomaps-leaflet draws our tiles by our rules. */
import { Labelers, leafletLayer } from "protomaps-leaflet";
import { labelRules } from "./label-rules.js";
import { paintRules } from "./paint-rules.js";
import { dark, light } from "./palette.js";

const OPENSTREETMAP = '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>';
/* Tiles whose labels are laid out together: more than a large screen shows, or names at its edges would vanish. */
const LABELLED_TILES = 96;
const FONT_PATIENCE_MS = 1500;

export function baseLayer(options = {}) {
  const colours = options.dark ? dark : light;
  const layer = leafletLayer({
    url: options.url ?? "/tiles/{z}/{x}/{y}.mvt",
    maxDataZoom: options.maxDataZoom ?? 15,
    attribution: options.attribution ?? OPENSTREETMAP,
    lang: options.lang ?? "de",
    bounds: options.bounds ?? undefined,
    noWrap: true,
    updateWhenZooming: false,
    tileDelay: 1,
    devicePixelRatio: sharpness(),
    backgroundColor: colours.land,
    paintRules: paintRules(colours),
    labelRules: labelRules(colours),
    tasks: [fonts()],
  });
  layer.clearLayout = () => {
    layer.labelers = new Labelers(layer.scratch, layer.labelRules, LABELLED_TILES, layer.onTilesInvalidated);
  };
  layer.clearLayout();
  enlarge(layer);
  for (const view of layer.views.values()) view.tileCache.source = quiet(view.tileCache.source);
  return layer;
}

/* Between two zooms tiles are rather enlarged than reduced, so that their names can be read. */
function enlarge(layer) {
  const setView = layer._setView;
  let nearest = Infinity;
  layer._clampZoom = (zoom) => Math.min(zoom, nearest);
  layer._setView = (centre, zoom, ...more) => {
    nearest = Math.round(zoom - 0.2);
    setView.call(layer, centre, zoom, ...more);
  };
}

/* Tiles of whole pixels at every zoom of the browser: 256 × a quarter is whole. */
function sharpness() {
  return Math.min(3, Math.ceil((globalThis.devicePixelRatio || 1) * 4) / 4);
}

/* A tile that cannot be had leaves a gap that the next visit fills; it is no error of the page. */
function quiet(source) {
  return {
    get: (tile, size) =>
      source.get(tile, size).catch(() => {
        throw new DOMException("no tile", "AbortError");
      }),
  };
}

/* Names are measured with the page's font, so it has to be there before the first one; but not at any price. */
function fonts() {
  const wanted = ["400 12px Fira Sans", "600 12px Fira Sans"].map((font) => document.fonts.load(font, "äß"));
  const patience = new Promise((resolve) => setTimeout(resolve, FONT_PATIENCE_MS));
  return Promise.race([Promise.all(wanted), patience]).catch(() => undefined);
}
