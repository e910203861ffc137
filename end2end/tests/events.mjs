// Roadworks and closures: a list that is complete by itself, sorted by what lies close to an address, and its map.
import { overflowing, violations } from "../audit.mjs";
import { test } from "../harness.mjs";
import { clickMarker, observe } from "../map-view.mjs";
import { until } from "../until.mjs";

const PAGE = "/live/baustellen";

/** Waits until roadworks that are a line are stored: two feeds tell of roadworks. */
const untilRoadworks = ({ base }) =>
  until(
    "roadworks",
    async () => {
      const { topics = [] } = await (await fetch(`${base}/api/v1/latest?topics=roadworks`)).json();
      return topics.some(({ events }) => events.some(({ line }) => line.length > 1));
    },
    { timeout: 30_000, every: 200 },
  );

/** Opens the list; returns the id and the corners of the first roadworks with a line. */
async function openList(t, path = PAGE) {
  await untilRoadworks(t);
  await t.visit.open(path);
  const row = t.page.locator("#liste [data-line]").first();
  const line = (await row.getAttribute("data-line")).split(" ").map((corner) => corner.split(",").map(Number));
  return { id: await row.getAttribute("data-id"), line };
}

/** Half-way between the first two corners: far from both, and on the line. */
const between = ([[fromLat, fromLng], [toLat, toLng]]) => [(fromLat + toLat) / 2, (fromLng + toLng) / 2];

/** Shows the middle of a line and returns where on it, in the window, no marker is near enough to be meant instead. */
async function clearOfMarkers(page, line) {
  const spot = await page.evaluate(
    ([at, [from, to]]) => {
      testMap.setView(at, 17, { animate: false });
      const { x: width, y: height } = testMap.getSize();
      const markers = testMarkers.ids().map(testMarkers.position);
      const spots = Array.from({ length: 21 }, (_, step) => {
        const { x, y } = testMap.latLngToContainerPoint(from.map((corner, axis) => corner + ((to[axis] - corner) * step) / 20));
        return { x, y, room: Math.min(...markers.map((marker) => Math.hypot(marker.x - x, marker.y - y))) };
      });
      const inside = spots.filter(({ x, y }) => x > 60 && y > 60 && x < width - 60 && y < height - 60);
      const best = inside.sort((one, other) => other.room - one.room)[0];
      const box = testMap.getContainer().getBoundingClientRect();
      return { x: box.left + best.x, y: box.top + best.y, room: best.room };
    },
    [between(line), line],
  );
  if (spot.room < 30) throw new Error(`a marker lies ${Math.round(spot.room)} px from the line, which is too near to tell them apart`);
  return spot;
}

test("without scripts every report says what it is, from when to when, and leads to its page", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  await openList(t);
  const rows = await page.$$eval("#liste li[data-id]", (rows) => rows.map((row) => row.innerText));
  ok(rows.length > 1, "there are reports");
  ok(rows.every((row) => /Baustelle|Sperrung|Verkehrsmeldung/.test(row)), "each says what kind it is", rows);
  ok(rows.every((row) => /Ende/.test(row)), "each says when it ends, or that this is not known", rows);
  const heading = await page.textContent("#zahl");
  ok(/^\d+ in Kraft/.test(heading.trim()), "the heading counts them", heading);
  const link = page.locator("#liste h3 a").first();
  const name = (await link.textContent()).trim();
  await link.click();
  ok((await visit.heading()) === name, "its page bears its name", await visit.heading());
  ok((await page.getByText("Quelle:", { exact: false }).count()) > 0, "and names the source");
});

test("without scripts an address sorts the reports by the way to their line, and says which are close", { profile: "no-js" }, async (t) => {
  const { page, ok, visit } = t;
  const { id, line } = await openList(t);
  await page.fill("#nahe", between(line).join(","));
  await page.click(".filter-near button.kern-btn--primary");
  await visit.untilAddress(`${PAGE}?nahe=`);
  const row = page.locator(`#liste [data-id="${id}"]`);
  ok((await row.locator(".di").textContent()) === "0 m", "the way is that to the line, not to its ends", await row.locator(".di").textContent());
  ok((await row.locator(".close-by").count()) === 1, "the report says that it is close");
  const ways = await page.$$eval("#liste > ul:first-of-type .di", (all) =>
    all.map(({ textContent: way }) => Number.parseFloat(way.replace(",", ".")) * (way.endsWith("km") ? 1000 : 1)),
  );
  ok(ways.every((way, at) => at === 0 || way >= ways[at - 1]), "the nearest comes first", ways);
  ok(/^\d+ von \d+ Meldungen im Umkreis von 500/.test((await page.textContent("#zahl")).trim()), "the heading says how many are close", await page.textContent("#zahl"));
});

test("an address that is unknown is said beside the field, and nothing is lost", {}, async (t) => {
  const { page, ok } = t;
  await openList(t, `${PAGE}?nahe=Xyzzyweg+99`);
  ok((await page.getAttribute("#nahe", "aria-invalid")) === "true", "the field is marked");
  ok((await page.locator("#nahe-fehler").isVisible()) && (await page.inputValue("#nahe")) === "Xyzzyweg 99", "what was typed is still there");
  ok((await page.locator("#liste li").count()) > 0, "and so are the reports");
});

test("the map shows the reports of the list, and either marks what is chosen in the other", {}, async (t) => {
  const { page, ok, visit } = t;
  await observe(page);
  const { id, line } = await openList(t);
  await visit.untilMap();
  const listed = await page.$$eval("#liste li[data-lat]", (rows) => rows.map(({ dataset }) => dataset.id).sort());
  ok(JSON.stringify(await visit.mapped()) === JSON.stringify(listed), "the same reports", [await visit.mapped(), listed]);
  await page.click(`#liste [data-id="${id}"] button.show`);
  const marked = () => page.$$eval("#liste .sel", (rows) => rows.map(({ dataset }) => dataset.id).join());
  await until("the row to be marked", async () => (await marked()) === id);
  const other = listed.find((one) => one !== id);
  await page.evaluate(([one]) => testMap.setView(one, 16, { animate: false }), [await page.$eval(`#liste [data-id="${other}"]`, ({ dataset }) => [dataset.lat, dataset.lng])]);
  await clickMarker(page, other);
  await until("the other row to be marked", async () => (await marked()) === other);
  const spot = await clearOfMarkers(page, line);
  await page.mouse.click(spot.x, spot.y);
  await until("a click on the line to mark its row", async () => (await marked()) === id);
});

test("on a phone the card of a chosen report leads to its page", { profile: "mobile" }, async (t) => {
  const { page, ok, visit } = t;
  const { id } = await openList(t);
  await page.click(`#liste [data-id="${id}"] button.show`);
  await visit.untilMap();
  await page.locator(".map-card h3 a").click();
  await visit.untilAddress("/meldungen/");
  ok((await page.locator("[data-map]").count()) === 1, "which has a map");
});

test("a report that is over has no page", { expects: { statuses: [404] } }, async (t) => {
  const answer = await t.visit.open("/meldungen/roadworks:gibt-es-nicht");
  t.ok(answer.status() === 404, "the answer is 404", answer.status());
});

for (const profile of ["desktop", "mobile", "dark"]) {
  test(`list and page of a report have no violation on ${profile}`, { profile }, async (t) => {
    const { page, ok, visit } = t;
    const { id, line } = await openList(t);
    for (const path of [PAGE, `${PAGE}?nahe=${between(line)}`, `/meldungen/${id}`, `/en${PAGE}`]) {
      await visit.open(path);
      const found = await violations(page);
      ok(found.length === 0, `${path} has no violation`, found.join(" | "));
    }
  });
}

test("nothing is cut off at 320 pixels", { profile: "narrow" }, async (t) => {
  const { page, ok, visit } = t;
  const { id, line } = await openList(t);
  for (const path of [`${PAGE}?nahe=${between(line)}`, `/meldungen/${id}`]) {
    await visit.open(path);
    const beyond = await overflowing(page);
    ok(beyond.length === 0, `${path} is as wide as the window`, beyond);
  }
});
