/* What a marker looks like: a shape per category, so that colour is never the only sign. */

import { TEXT_SIZE } from "./text-size.js";

const RADIUS = 10 * TEXT_SIZE;
const OUTLINE = 2;
const CLUSTER_RING = 4;
const sprites = new Map();

export function resetSprites() {
  sprites.clear();
}

/* Corners of a shape around its middle, for a radius of 1; a circle and a pin are drawn by arcs. */
const CORNERS = {
  square: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  triangle: [[0, -1.2], [1.2, 0.9], [-1.2, 0.9]],
  hexagon: [0, 1, 2, 3, 4, 5].map((corner) => [1.1 * Math.cos((corner * Math.PI) / 3), 1.1 * Math.sin((corner * Math.PI) / 3)]),
};

function outline(context, shape, radius) {
  context.beginPath();
  if (shape === "pin") {
    context.arc(0, -1.35 * radius, 1.05 * radius, 0.85 * Math.PI, 0.15 * Math.PI);
    context.lineTo(0, 0.4 * radius);
    context.closePath();
  } else if (CORNERS[shape]) {
    CORNERS[shape].forEach(([x, y]) => context.lineTo(x * radius, y * radius));
    context.closePath();
  } else {
    context.arc(0, 0, radius, 0, 2 * Math.PI);
  }
}

/* Colours are not told apart by everybody: each but one has a mark of its own besides, in lines from -1 to 1. */
const MARKS = {
  "--marker-c1": [[[-0.1, 0], [0.1, 0]]],
  "--marker-c3": [[[-1.3, 0], [1.3, 0]]],
  "--marker-c4": [[[0, -1.3], [0, 1.3]]],
  "--marker-c5": [[[-1, 0], [1, 0]], [[0, -1], [0, 1]]],
  "--marker-c6": [[[-1, -1], [1, 1]], [[-1, 1], [1, -1]]],
  "--event-closure": [[[-1.3, 0], [1.3, 0]]],
  "--event-roadwork": [[[0, -0.5], [0, 0.5]]],
};

/* Where the middle of a shape's face is, if not at its point. */
const MIDDLE = { pin: -1.35, triangle: 0.2 };

function mark(context, name, y, radius, colour) {
  context.beginPath();
  for (const [[fromX, fromY], [toX, toY]] of MARKS[name] ?? []) {
    context.moveTo(fromX * radius, y + fromY * radius);
    context.lineTo(toX * radius, y + toY * radius);
  }
  context.lineCap = "round";
  context.lineWidth = radius;
  context.strokeStyle = colour;
  context.stroke();
}

/* Every combination is drawn once and copied from then on: ten thousand copies are cheap, ten thousand paths are not. */
function sprite(shape, name, colour, scale, sharp, dark) {
  const key = `${shape} ${name} ${colour} ${scale} ${sharp} ${dark}`;
  const kept = sprites.get(key);
  if (kept) return kept;
  const radius = RADIUS * scale;
  const side = Math.ceil(radius * (shape === "pin" ? 5.4 : 2.8)) + 12;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(side * sharp);
  const context = canvas.getContext("2d");
  context.setTransform(sharp, 0, 0, sharp, (side / 2) * sharp, (side / 2) * sharp);
  context.lineJoin = "round";
  outline(context, shape, radius);
  context.save();
  context.shadowColor = dark ? "#000000b0" : "#10182860";
  context.shadowBlur = 4 * sharp;
  context.shadowOffsetY = sharp;
  context.lineWidth = OUTLINE * 2;
  context.strokeStyle = "#fff";
  context.stroke();
  context.restore();
  context.fillStyle = colour;
  context.fill();
  mark(context, name, (MIDDLE[shape] ?? 0) * radius, 0.42 * radius, isPale(context, colour) ? "#14181c" : "#fff");
  const made = { canvas, side };
  sprites.set(key, made);
  return made;
}

export function drawMarker(context, item, scale, { colour, sharp, dark }) {
  const { canvas, side } = sprite(item.shape, item.colour, colour(item.colour), scale, sharp, dark);
  context.drawImage(canvas, item.x - side / 2, item.y - side / 2, side, side);
}

const clusterRadius = (count) => TEXT_SIZE * (14 + Math.min(14, 4 * Math.log10(count) ** 1.4));

/* How far a point is from the edge of what is drawn; negative inside. The head of a pin stands above its point. */
export function gap(item, x, y, scale) {
  if (item.cluster) return Math.hypot(item.x - x, item.y - y) - clusterRadius(item.count) - CLUSTER_RING;
  const radius = RADIUS * scale;
  const middle = (MIDDLE[item.shape] ?? 0) * radius;
  return Math.hypot(item.x - x, item.y + middle - y) - radius - OUTLINE;
}

export function drawCluster(context, item, { colour, dark, font }) {
  const fill = item.colour ? colour(item.colour) : dark ? "#e4e8ed" : "#333c47";
  const radius = clusterRadius(item.count);
  context.beginPath();
  context.arc(item.x, item.y, radius + CLUSTER_RING, 0, 2 * Math.PI);
  context.globalAlpha = 0.28;
  context.fillStyle = fill;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(item.x, item.y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = OUTLINE;
  context.strokeStyle = item.colour || !dark ? "#fff" : "#14181c";
  context.stroke();
  context.font = `600 ${13 * TEXT_SIZE}px ${font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = isPale(context, fill) ? "#14181c" : "#fff";
  context.fillText(short(item.count), item.x, item.y + 0.5);
}

function short(count) {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000)}k`;
}

/* Whether black reads better than white on this colour (relative luminance of WCAG). */
function isPale(context, colour) {
  context.fillStyle = "#000";
  context.fillStyle = colour;
  const parts = /^#(..)(..)(..)/.exec(context.fillStyle);
  if (!parts) return false;
  const [red, green, blue] = parts.slice(1).map((hex) => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
}

/* The name under a marker, kept inside the map. */
export function drawName(context, item, scale, { dark, font }, width) {
  if (!item.name) return;
  context.font = `600 ${14 * TEXT_SIZE}px ${font}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const text = fitted(context, item.name, Math.min(260 * TEXT_SIZE, width - 40));
  const half = context.measureText(text).width / 2 + 9;
  const high = 11 + 14 * TEXT_SIZE;
  const x = Math.max(half + 4, Math.min(width - half - 4, item.x));
  const top = item.y + (item.shape === "pin" ? 8 : RADIUS * scale + 8);
  context.beginPath();
  context.roundRect(x - half, top, 2 * half, high, 5);
  context.save();
  context.shadowColor = "#10182850";
  context.shadowBlur = 6;
  context.shadowOffsetY = 1;
  context.fillStyle = dark ? "#14181c" : "#fff";
  context.fill();
  context.restore();
  context.lineWidth = 1;
  context.strokeStyle = dark ? "#5a6470" : "#c5cbd2";
  context.stroke();
  context.fillStyle = dark ? "#f0f3f6" : "#1a222b";
  context.fillText(text, x, top + high / 2 + 0.5);
}

function fitted(context, text, room) {
  if (context.measureText(text).width <= room) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
