/* Where on a line there is room for a name: the straightest stretch that is long enough. */

/* Steepest bend between two letters that still reads well, and the bend up to which a name is set straight. */
const STEEPEST = 0.45;
const STRAIGHT_PX = 1.2;
const STEP_PX = 14;

export function stretches(geometry, width, size, repeat) {
  const result = [];
  for (const line of joined(geometry)) {
    const total = measure(line);
    const needed = width + size;
    if (total < needed) continue;
    const count = Math.max(1, Math.floor(total / Math.max(repeat, needed)));
    for (let part = 0; part < count; part += 1) {
      const best = straightest(line, width, size, (total * part) / count, (total * (part + 1)) / count);
      if (best) result.push(best);
    }
  }
  return result;
}

function straightest(line, width, size, from, to) {
  let best;
  const middle = (from + to - width) / 2;
  for (let start = from + size / 2; start + width <= to - size / 2 + 0.01; start += STEP_PX) {
    const points = slice(line, start, start + width);
    const bend = bends(points);
    if (bend.steepest > STEEPEST || bend.offset > width / 4) continue;
    const cost = bend.offset * 4 + bend.steepest * 30 + Math.abs(start - middle) / 20;
    if (!best || cost < best.cost) best = { cost, points, straight: bend.offset <= STRAIGHT_PX };
  }
  if (best && best.points[0].x > best.points.at(-1).x) best.points.reverse();
  return best;
}

/* Ways are cut at every crossing; parts that touch become one line again. */
function joined(geometry) {
  const rest = geometry.filter((line) => line.length > 1).map((line) => [...line]);
  const result = [];
  while (rest.length > 0) {
    let line = rest.pop();
    for (let index = 0; index < rest.length; index += 1) {
      const longer = join(line, rest[index]);
      if (longer) {
        line = longer;
        rest.splice(index, 1);
        index = -1;
      }
    }
    result.push(line);
  }
  return result;
}

function join(one, other) {
  const touch = (a, b) => Math.abs(a.x - b.x) < 0.6 && Math.abs(a.y - b.y) < 0.6;
  if (touch(one.at(-1), other[0])) return [...one, ...other.slice(1)];
  if (touch(one[0], other.at(-1))) return [...other, ...one.slice(1)];
  if (touch(one.at(-1), other.at(-1))) return [...one, ...other.reverse().slice(1)];
  if (touch(one[0], other[0])) return [...other.reverse(), ...one.slice(1)];
  return undefined;
}

function measure(points) {
  let total = 0;
  for (let index = 1; index < points.length; index += 1) {
    total += Math.hypot(points[index].x - points[index - 1].x, points[index].y - points[index - 1].y);
  }
  return total;
}

/* The point and direction at a distance from the start. */
export function along(points, distance) {
  let left = Math.max(0, distance);
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (left <= length || index === points.length - 1) {
      const share = length > 0 ? left / length : 0;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, angle: Math.atan2(to.y - from.y, to.x - from.x) };
    }
    left -= length;
  }
  return { ...points[0], angle: 0 };
}

function slice(line, from, to) {
  const start = along(line, from);
  const end = along(line, to);
  const points = [point(line, start)];
  let walked = 0;
  for (let index = 1; index < line.length; index += 1) {
    walked += Math.hypot(line[index].x - line[index - 1].x, line[index].y - line[index - 1].y);
    if (walked > from + 0.5 && walked < to - 0.5) points.push(line[index]);
  }
  points.push(point(line, end));
  return points;
}

/* Anchors must be points of the renderer's own class: it measures distances between them. */
function point(line, { x, y }) {
  const copy = line[0].clone();
  copy.x = x;
  copy.y = y;
  return copy;
}

/* How far the stretch leaves its chord, and its steepest corner. */
function bends(points) {
  const [first, last] = [points[0], points.at(-1)];
  const chord = Math.hypot(last.x - first.x, last.y - first.y) || 1;
  let offset = 0;
  let steepest = 0;
  for (let index = 1; index < points.length - 1; index += 1) {
    const { x, y } = points[index];
    offset = Math.max(offset, Math.abs((last.x - first.x) * (first.y - y) - (first.x - x) * (last.y - first.y)) / chord);
    const before = Math.atan2(y - points[index - 1].y, x - points[index - 1].x);
    const after = Math.atan2(points[index + 1].y - y, points[index + 1].x - x);
    const turn = Math.abs(after - before);
    steepest = Math.max(steepest, Math.min(turn, 2 * Math.PI - turn));
  }
  return { offset, steepest };
}
