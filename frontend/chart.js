/*
 * A chart's cursor: it stands at the row of the table that is nearest to the pointer, or to which the keys lead. What
 * it says are the words of that row, and where the row stands is read from the picture, so that nothing is sent twice.
 * nav.js loads this file when a page has a chart. The listeners are the document's: charts come and go.
 */
const CHART = ".chart-svg[role=slider]";

/* What is known of a chart that is awake: where its rows stand, and the lines that each of them says. */
const known = new WeakMap();

/* Left to right, in the coordinates of the picture, whose paths tell each point by its distance from the one before. */
function places(svg) {
  const found = new Set();
  for (const path of svg.querySelectorAll(".bars,.line")) {
    const isBars = path.matches(".bars");
    let x = 0;
    for (const [, command, rest] of path.getAttribute("d").matchAll(/([mh])([^mhv]*)/g)) {
      const numbers = rest.match(/-?\d+/g).map(Number);
      if (command === "h") {
        if (isBars) found.add(x + numbers[0] / 2);
        x += numbers[0];
        continue;
      }
      for (let at = 0; at < numbers.length; at += 2) {
        x += numbers[at];
        if (!isBars) found.add(x);
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

/* "Mo, 16.11., 6:00", "gemessen: 12,3 °C" … */
function lines({ tHead, tBodies }, unit) {
  const names = [...tHead.rows[0].cells].map((cell) => cell.textContent.replace(` (${unit})`, ""));
  return [...tBodies[0].rows].map(({ cells: [time, ...values] }) => [
    time.textContent,
    ...values.map(({ textContent: value }, at) => `${names[at + 1]}: ${value}${unit && value !== "–" ? ` ${unit}` : ""}`),
  ]);
}

/* Charts without a table have no values. */
export function wake() {
  hide();
  for (const svg of document.querySelectorAll(".chart-svg[role=img]")) {
    const table = svg.parentElement.querySelector("table");
    const chart = table && { at: places(svg), rows: lines(table, svg.dataset.unit) };
    if (!chart || chart.at.length !== chart.rows.length) continue;
    known.set(svg, chart);
    svg.tabIndex = 0;
    svg.setAttribute("role", "slider");
    svg.setAttribute("aria-valuemin", 0);
    svg.setAttribute("aria-valuemax", chart.rows.length - 1);
    say(svg, chart.rows.length - 1);
  }
}

/* Only what the keys chose is said to screen readers: a pointer would not let them finish. */
function say(svg, at) {
  svg.setAttribute("aria-valuenow", at);
  svg.setAttribute("aria-valuetext", known.get(svg).rows[at].join("; "));
}

const mark = document.createElementNS("http://www.w3.org/2000/svg", "path");
mark.setAttribute("class", "cursor");
const readout = document.createElement("div");
readout.className = "readout";
readout.setAttribute("aria-hidden", true);

/* The chart whose cursor is seen, its row, and whether keys chose it. */
let shown = null;

function show(svg, at, isByKey) {
  shown = { svg, at, isByKey };
  const plot = svg.querySelector("svg");
  const { width, height } = plot.viewBox.baseVal;
  const { at: xs, rows } = known.get(svg);
  mark.setAttribute("d", `M${xs[at]} 0v${height}`);
  plot.append(mark);

  readout.replaceChildren(
    ...rows[at].map((line, index) => {
      const element = document.createElement(index ? "span" : "b");
      element.textContent = line;
      return element;
    }),
  );
  // On the side that has more room.
  const share = xs[at] / width;
  const side = (is, left) => (is ? `calc(${left * 100}% + .5rem)` : "auto");
  const top = svg.getBoundingClientRect().top - svg.parentElement.getBoundingClientRect().top;
  readout.style.setProperty("top", `${top}px`);
  readout.style.setProperty("left", side(share < 0.5, share));
  readout.style.setProperty("right", side(share >= 0.5, 1 - share));
  svg.parentElement.append(readout);
}

function hide() {
  shown = null;
  mark.remove();
  readout.remove();
}

/*
 * A mouse that moves, a finger that moves sideways or is lifted. One that scrolls the page is never lifted here, and
 * leaves the cursor where it is. Not "click": browsers swallow a tap that comes soon after a swipe.
 */
function point({ target, type, pointerType, clientX }) {
  const svg = target.closest?.(CHART);
  if (!svg) {
    if (shown && (type === "pointerup" || (pointerType === "mouse" && !shown.isByKey))) hide();
    return;
  }
  const { left, width } = svg.getBoundingClientRect();
  const x = ((clientX - left) / width) * svg.querySelector("svg").viewBox.baseVal.width;
  const { at } = known.get(svg);
  const nearest = at.reduce((best, one, index) => (Math.abs(one - x) < Math.abs(at[best] - x) ? index : best), 0);
  if (shown?.svg !== svg || shown.at !== nearest || shown.isByKey) show(svg, nearest, false);
}

document.addEventListener("pointermove", point);
document.addEventListener("pointerup", point);
document.documentElement.addEventListener("pointerleave", ({ pointerType }) => {
  if (pointerType === "mouse" && !shown?.isByKey) hide();
});

/* Up and down scroll the page. */
const KEYS = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  PageDown: (at, last) => at - Math.ceil(last / 10),
  PageUp: (at, last) => at + Math.ceil(last / 10),
  Home: () => 0,
  End: (_, last) => last,
};

const chosen = (svg) => (shown?.svg === svg ? shown.at : Number(svg.getAttribute("aria-valuenow")));

document.addEventListener("keydown", (event) => {
  const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
  if (key === "Escape") hide();
  if (!(key in KEYS) || !target.matches?.(CHART) || altKey || ctrlKey || metaKey || shiftKey) return;
  event.preventDefault();
  const last = known.get(target).rows.length - 1;
  const at = Math.min(Math.max(KEYS[key](chosen(target), last), 0), last);
  say(target, at);
  show(target, at, true);
});

document.addEventListener("focusin", ({ target }) => {
  if (target.matches(`${CHART}:focus-visible`)) show(target, chosen(target), true);
});

document.addEventListener("focusout", ({ target }) => {
  if (shown?.svg === target) hide();
});
