/* All markers on one canvas: what is in view is drawn once per frame at most. */
import { drawEdge, zoomLimit } from "./frame.js";
import { items } from "./marker-items.js";
import { drawLines, lineAt } from "./marker-lines.js";
import { drawCluster, drawMarker, drawName, gap, resetSprites } from "./marker-shapes.js";
import { showRow, withRows } from "./page-rows.js";
import { TEXT_SIZE } from "./text-size.js";

const DEFAULTS = {
  cluster: true,
  clusterRadius: 56 * TEXT_SIZE,
  maxClusterZoom: 16,
  hitRadius: 24 * TEXT_SIZE,
  dark: false,
  font: '"Fira Sans", system-ui, sans-serif',
};
const PANE = "portal-markers";
/* The canvas reaches this far beyond the map's edges, so that dragging shows markers at once. */
const MARGIN_PX = 120;
/* Markers closer than this are at one spot for a finger. */
const SAME_SPOT_PX = 4;

export function markers(map, options = {}) {
  const settings = { ...DEFAULTS, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) };
  const container = map.getContainer();
  const canvas = L.DomUtil.create("canvas", `${PANE} leaflet-zoom-animated`, pane(map));
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  const limit = zoomLimit(map, settings.bounds);
  const state = { places: items([], settings), shown: [], selected: null, hovered: null, frame: 0, removed: false, corner: L.point(0, 0), drawn: null, origin: null, fitted: null };

  const redraw = () => {
    if (!state.frame && !state.removed) state.frame = requestAnimationFrame(draw);
  };

  /* What is asked about the picture is answered from the view as it is, not from that of the last frame. */
  function catchUp() {
    if (!state.frame) return;
    cancelAnimationFrame(state.frame);
    draw();
  }

  function draw() {
    state.frame = 0;
    if (state.removed) return;
    const size = map.getSize();
    const sharp = Math.min(3, globalThis.devicePixelRatio || 1);
    const [width, height] = [size.x + 2 * MARGIN_PX, size.y + 2 * MARGIN_PX];
    if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(height * sharp);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const zoom = map.getZoom();
    const corner = map.containerPointToLayerPoint([-MARGIN_PX, -MARGIN_PX]);
    L.DomUtil.setTransform(canvas, corner, 1);
    state.corner = map.containerPointToLatLng([-MARGIN_PX, -MARGIN_PX]);
    state.drawn = zoom;
    const origin = map.getPixelOrigin().add(corner);
    state.origin = origin;
    context.setTransform(sharp, 0, 0, sharp, 0, 0);
    context.clearRect(0, 0, width, height);
    drawEdge(context, map, settings.bounds, origin, { width, height, isDark: settings.dark });
    state.shown = state.places.inView(zoom, { x: origin.x, y: origin.y, width, height });
    const look = { ...settings, sharp, colour, selected: state.selected };
    drawLines(context, state.places.all, zoom, origin, look);
    const raised = [];
    for (const item of state.shown) {
      if (item.cluster) drawCluster(context, item, look);
      else if (item.id === state.selected || item.id === state.hovered) raised.push(item);
      else drawMarker(context, item, 1, look);
    }
    const selected = state.selected === null ? null : state.places.find(state.selected, zoom, origin);
    if (selected && !raised.some((item) => item.id === selected.id)) {
      raised.push(selected);
      state.shown.push(selected);
    }
    for (const item of raised.sort((a) => (a.id === state.selected ? 1 : -1))) {
      drawMarker(context, item, enlarged(item), look);
      drawName(context, item, enlarged(item), look, width);
    }
  }

  const enlarged = (item) => (item.id === state.selected ? 1.5 : item.id === state.hovered ? 1.2 : 1);

  const resolved = new Map();
  function colour(value) {
    if (!value?.startsWith("--")) return value || "#555";
    if (!resolved.has(value)) resolved.set(value, getComputedStyle(container).getPropertyValue(value).trim() || "#555");
    return resolved.get(value);
  }

  /*
   * What lies under a point of the container. The chosen marker is drawn above all others, so it is met first;
   * then whatever is drawn there, or else the nearest within a finger's reach; several at one spot in turn.
   */
  function hit(point) {
    const [x, y] = [point.x + MARGIN_PX, point.y + MARGIN_PX];
    let nearest = null;
    let best = [Infinity, Infinity];
    for (const item of state.shown) {
      const middle = Math.hypot(item.x - x, item.y - y);
      const away = Math.max(0, gap(item, x, y, enlarged(item)));
      if (away > 0 && middle > settings.hitRadius) continue;
      const rank = away === 0 && item.id !== undefined && item.id === state.selected ? -1 : away;
      if (rank < best[0] || (rank === best[0] && middle < best[1])) [nearest, best] = [item, [rank, middle]];
    }
    if (!nearest) return state.origin && lineAt(state.places.all, x, y, state.drawn, state.origin);
    if (nearest.cluster) return nearest;
    const pile = state.shown.filter((item) => !item.cluster && Math.hypot(item.x - nearest.x, item.y - nearest.y) < SAME_SPOT_PX);
    return pile[(pile.findIndex((item) => item.id === state.selected) + 1) % pile.length];
  }

  function click(event) {
    catchUp();
    const item = hit(event.containerPoint);
    if (!item) return;
    if (item.cluster) open(item);
    else {
      settings.onClick?.(item.id);
      showRow(item.id);
    }
  }

  function open(cluster) {
    const zoom = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 1, state.places.opensAt(cluster)));
    map.setView([cluster.lat, cluster.lng], zoom, { animate: !still() });
  }

  function hover(event) {
    const item = event ? hit(event.containerPoint) : null;
    container.style.cursor = item ? "pointer" : "";
    const id = item && !item.cluster ? item.id : null;
    if (id === state.hovered) return;
    // In a pile the pointer stays with the one it found first.
    if (id !== null && state.hovered !== null && event && sameSpot(id, state.hovered)) return;
    state.hovered = id;
    settings.onHover?.(id);
    redraw();
  }

  function sameSpot(one, other) {
    const [a, b] = [one, other].map((id) => state.shown.find((item) => item.id === id));
    return !!a && !!b && Math.hypot(a.x - b.x, a.y - b.y) < SAME_SPOT_PX;
  }

  /* While Leaflet animates a zoom, the drawn picture is scaled along with the tiles. */
  function animate(event) {
    if (state.drawn === null) return;
    const scale = map.getZoomScale(event.zoom, state.drawn);
    L.DomUtil.setTransform(canvas, map._latLngToNewLayerPoint(state.corner, event.zoom, event.center), scale);
  }

  const leave = () => hover(null);
  const listeners = { move: redraw, moveend: redraw, viewreset: redraw, zoomend: redraw, resize: limit.set, zoomanim: animate, click, mousemove: hover, mouseout: leave };
  map.on(listeners);
  document.fonts?.ready.then(redraw);
  redraw();

  return {
    set(points) {
      state.places = items(withRows(Array.from(points)), settings);
      if (state.hovered !== null && !state.places.has(state.hovered)) leave();
      if (state.selected !== null && !state.places.has(state.selected)) state.selected = null;
      redraw();
    },
    select(id, { pan = false } = {}) {
      state.selected = id !== null && id !== undefined && state.places.has(id) ? id : null;
      const place = pan && state.selected !== null ? state.places.get(id) : null;
      if (place && !map.getBounds().pad(-0.1).contains([place.lat, place.lng])) {
        map.panTo([place.lat, place.lng], { animate: !still() });
      }
      redraw();
    },
    fit({ padding = 32, maxZoom = 16 } = {}) {
      // What was shown as a whole is left as the reader has moved it since.
      const ids = state.places.all.map((place) => place.id).sort().join(" ");
      if (ids === state.fitted) return;
      // Places beyond the edge of the map are drawn, but the view does not leave the map for them.
      const bounds = state.places.bounds(map.options.maxBounds) ?? state.places.bounds();
      if (!bounds) return;
      state.fitted = ids;
      limit.fit(bounds, padding, maxZoom);
    },
    ids: () => state.places.all.map((place) => place.id),
    visible() {
      const bounds = map.getBounds();
      return state.places.all.filter((place) => bounds.contains([place.lat, place.lng])).map((place) => place.id);
    },
    at(x, y) {
      catchUp();
      const item = hit({ x, y });
      return item && (item.cluster ? { cluster: item.count } : { id: item.id });
    },
    position(id) {
      const place = state.places.get(id);
      const point = place && map.latLngToContainerPoint([place.lat, place.lng]);
      return point ? { x: point.x, y: point.y } : null;
    },
    theme(dark) {
      settings.dark = dark;
      resolved.clear();
      resetSprites();
      redraw();
    },
    remove() {
      if (state.removed) return;
      state.removed = true;
      cancelAnimationFrame(state.frame);
      map.off(listeners);
      container.style.cursor = "";
      canvas.remove();
    },
  };
}

function pane(map) {
  const existing = map.getPane(PANE);
  if (existing) return existing;
  const created = map.createPane(PANE);
  created.style.zIndex = "610";
  created.style.pointerEvents = "none";
  return created;
}

function still() {
  return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
}
