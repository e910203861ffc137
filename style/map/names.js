/* How a name is set: at a point, along a line, or on a road sign. Each class answers protomaps-leaflet's `place`. */
import { along, stretches } from "./line-fit.js";
import { TEXT_SIZE } from "./text-size.js";

const HALO_PX = 3;

function ready(context, look, zoom) {
  context.globalAlpha = 1;
  context.font = look.font.call ? look.font(zoom) : look.font;
  context.letterSpacing = `${look.spacing ?? 0}px`;
}

function write(context, look, text, x, y) {
  context.lineJoin = "round";
  context.lineWidth = HALO_PX;
  context.strokeStyle = look.halo;
  context.strokeText(text, x, y);
  context.fillStyle = look.fill;
  context.fillText(text, x, y);
}

/* Two or three short lines read better on a map than a long one. */
function lines(text, longest = 16) {
  const result = [];
  for (const word of text.split(" ")) {
    const last = result.at(-1);
    if (last && last.length + 1 + word.length <= longest) result[result.length - 1] = `${last} ${word}`;
    else result.push(word);
  }
  return result;
}

export class PointName {
  constructor(look) {
    this.look = look;
  }

  place(layout, geometry, feature) {
    const { look } = this;
    const name = feature.props[look.property ?? "name"];
    const anchor = geometry[0]?.[0];
    if (!name || !anchor) return undefined;
    const text = lines(look.capitals ? name.toLocaleUpperCase("de") : name);
    if (look.peak && feature.props.height) text.push(`${Math.round(Number.parseFloat(feature.props.height))} m`);
    ready(layout.scratch, look, layout.zoom);
    const size = Number.parseFloat(layout.scratch.font.match(/([\d.]+)px/)[1]);
    const width = Math.max(...text.map((line) => layout.scratch.measureText(line).width));
    const leading = size * 1.15;
    // A sign stands at the place itself, the name below it.
    const top = look.dot || look.sign || look.peak ? 8 : (-leading * text.length) / 2;
    const box = { minX: anchor.x - width / 2 - 3, maxX: anchor.x + width / 2 + 3, minY: anchor.y + Math.min(top, -7), maxY: anchor.y + top + leading * text.length + 1 };
    const draw = (context) => {
      if (look.dot || look.sign || look.peak) symbol(context, look);
      ready(context, look, layout.zoom);
      context.textAlign = "center";
      context.textBaseline = "middle";
      text.forEach((line, row) => write(context, look, line, 0, top + leading * (row + 0.5)));
      context.letterSpacing = "0px";
    };
    return [{ anchor, bboxes: [box], draw, deduplicationKey: look.distance === 0 ? undefined : name, deduplicationDistance: look.distance ?? 200 }];
  }
}

function symbol(context, look) {
  context.globalAlpha = 1;
  context.fillStyle = look.fill;
  context.strokeStyle = look.halo;
  context.lineWidth = HALO_PX;
  context.beginPath();
  if (look.peak) {
    context.moveTo(0, -5);
    context.lineTo(5, 4);
    context.lineTo(-5, 4);
    context.closePath();
  } else if (look.sign) {
    context.roundRect(-5, -5, 10, 10, 2.5);
  } else {
    context.arc(0, 0, look.dot, 0, 2 * Math.PI);
  }
  context.stroke();
  context.fill();
}

export class LineName {
  constructor(look) {
    this.look = look;
  }

  place(layout, geometry, feature) {
    const { look } = this;
    const { name } = feature.props;
    if (!name) return undefined;
    ready(layout.scratch, look, layout.zoom);
    const size = Number.parseFloat(layout.scratch.font.match(/([\d.]+)px/)[1]);
    const width = layout.scratch.measureText(name).width;
    const glyphs = [...name].map((glyph, index, all) => ({ glyph, at: layout.scratch.measureText(all.slice(0, index).join("")).width, wide: layout.scratch.measureText(glyph).width }));
    return stretches(geometry, width, size, look.repeat ?? 320).map((stretch) => ({
      anchor: stretch.points[0],
      bboxes: boxes(stretch, width, size),
      draw: (context) => this.draw(context, layout.zoom, name, glyphs, stretch),
      deduplicationKey: name,
      deduplicationDistance: (look.repeat ?? 320) * 0.75,
    }));
  }

  draw(context, zoom, name, glyphs, stretch) {
    const { look } = this;
    ready(context, look, zoom);
    context.textBaseline = "middle";
    const [origin] = stretch.points;
    if (stretch.straight) {
      const end = stretch.points.at(-1);
      context.rotate(Math.atan2(end.y - origin.y, end.x - origin.x));
      write(context, look, name, 0, 0);
    } else {
      context.textAlign = "center";
      const set = glyphs.map(({ glyph, at, wide }) => ({ glyph, ...along(stretch.points, at + wide / 2) }));
      for (const paint of ["strokeText", "fillText"]) {
        for (const { glyph, x, y, angle } of set) {
          context.save();
          context.translate(x - origin.x, y - origin.y);
          context.rotate(angle);
          context.lineJoin = "round";
          context.lineWidth = HALO_PX;
          context.strokeStyle = look.halo;
          context.fillStyle = look.fill;
          context[paint](glyph, 0, 0);
          context.restore();
        }
      }
    }
    context.letterSpacing = "0px";
  }
}

/* A chain of small boxes along the name, so that a slanted name does not keep a whole block free. */
function boxes(stretch, width, size) {
  const half = size * 0.75;
  const result = [];
  for (let at = 0; at <= width + half; at += size) {
    const { x, y } = along(stretch.points, Math.min(at, width));
    result.push({ minX: x - half, maxX: x + half, minY: y - half, maxY: y + half });
  }
  return result;
}

export class RoadSign {
  constructor(look) {
    this.look = look;
  }

  place(layout, geometry, feature) {
    const { look } = this;
    const text = feature.props.ref.split(";")[0].trim();
    const longest = geometry.reduce((best, part) => (part.length > best.length ? part : best), []);
    const anchor = longest[Math.floor(longest.length / 2)];
    if (!anchor || longest.length < 2) return undefined;
    layout.scratch.font = look.font;
    layout.scratch.letterSpacing = "0px";
    const width = layout.scratch.measureText(text).width + 9;
    const box = { minX: anchor.x - width / 2 - 4, maxX: anchor.x + width / 2 + 4, minY: anchor.y - 11 * TEXT_SIZE, maxY: anchor.y + 11 * TEXT_SIZE };
    const draw = (context) => {
      context.globalAlpha = 1;
      context.beginPath();
      context.roundRect(-width / 2, -8 * TEXT_SIZE, width, 16 * TEXT_SIZE, 3);
      context.fillStyle = look.background;
      context.strokeStyle = look.fill;
      context.lineWidth = 1;
      context.fill();
      context.stroke();
      context.font = look.font;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillStyle = look.fill;
      context.fillText(text, 0, 0.5);
    };
    return [{ anchor, bboxes: [box], draw, deduplicationKey: `sign ${text}`, deduplicationDistance: 360 }];
  }
}
