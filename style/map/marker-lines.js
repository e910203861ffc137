/* The lines some markers stand for, such as the stretch of a roadwork; told apart by their dashes, not by colour alone. */
import { TEXT_SIZE } from "./text-size.js";

const WIDTH = 5 * TEXT_SIZE;
const CASING = 2;
/* How near a pointer has to be to the middle of a line. */
const REACH = 10 * TEXT_SIZE;
/* By the shape of the marker: what is closed is drawn through, works are dashed, anything else is dotted. */
const DASHES = { circle: [], triangle: [2 * WIDTH, WIDTH], diamond: [WIDTH / 2, WIDTH] };

/* The corners of a place's line on a canvas whose upper left corner is at `origin` (pixels of the zoom). */
const onScreen = ({ line }, zoom, origin) => line.map(({ x, y }) => [x * 2 ** zoom - origin.x, y * 2 ** zoom - origin.y]);

export function drawLines(context, places, zoom, origin, { colour, dark, selected }) {
  for (const place of places) {
    if (!(place.line?.length > 1)) continue;
    const width = place.id === selected ? 1.6 * WIDTH : WIDTH;
    context.beginPath();
    for (const [x, y] of onScreen(place, zoom, origin)) context.lineTo(x, y);
    context.lineJoin = "round";
    context.lineCap = "butt";
    context.lineWidth = width + 2 * CASING;
    context.strokeStyle = dark ? "#14181c" : "#fff";
    context.stroke();
    context.lineWidth = width;
    context.strokeStyle = colour(place.colour);
    context.setLineDash(DASHES[place.shape] ?? []);
    context.stroke();
    context.setLineDash([]);
  }
}

/* The place whose line is under a point of the canvas. */
export function lineAt(places, x, y, zoom, origin) {
  let nearest = null;
  let best = REACH;
  for (const place of places) {
    const corners = place.line?.length > 1 ? onScreen(place, zoom, origin) : [];
    for (let i = 1; i < corners.length; i += 1) {
      const away = toStretch(x, y, corners[i - 1], corners[i]);
      if (away < best) [nearest, best] = [place, away];
    }
  }
  return nearest;
}

function toStretch(x, y, [fromX, fromY], [toX, toY]) {
  const [wide, high] = [toX - fromX, toY - fromY];
  const part = ((x - fromX) * wide + (y - fromY) * high) / (wide * wide + high * high || 1);
  const along = Math.max(0, Math.min(1, part));
  return Math.hypot(x - fromX - along * wide, y - fromY - along * high);
}
