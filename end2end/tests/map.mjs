// The map is a picture of the list: same places, same selection, and never in the way.
import { test } from "../harness.mjs";
import { clickMarker, middle, observe, singles, untilPainted } from "../map-view.mjs";
import { until } from "../until.mjs";

const TOILETS = "/orte?kategorie=toiletten";
const isMapFile = (url) => /leaflet|map\.[\w]*\.?(js|css)|\/tiles\//.test(new URL(url).pathname);

async function openMap({ page, visit }, path = TOILETS) {
  await observe(page);
  await visit.open(path);
  await visit.untilMap();
}

/** A list that has something in it, or nothing. */
const found = (list) => (list.length > 0 ? list : null);
const selectedRows = (page) => page.$$eval("#liste .sel", (rows) => rows.map((row) => row.dataset.id));

test("choosing a place in the list marks it on the map", {}, async (t) => {
  const { page, ok, visit } = t;
  await openMap(t);
  const [, second] = await visit.listed();
  await page.click(`#liste [data-id="${second}"] button.show`);
  await until("the row to be marked", async () => (await selectedRows(page)).join() === second);
  ok((await page.getAttribute(`#liste [data-id="${second}"] button.show`, "aria-pressed")) === "true", "the button is pressed");
  await until("the marker in view", () => page.evaluate((id) => testMarkers.visible().includes(id), second));
  const hit = await page.evaluate((id) => testMarkers.at(...Object.values(testMarkers.position(id)))?.id, second);
  ok(hit === second, "the marker stands alone, not in a cluster", hit);
  const [first] = await visit.listed();
  await page.click(`#liste [data-id="${first}"] button.show`);
  await until("the other row to be marked", async () => (await selectedRows(page)).join() === first);
  ok((await page.locator('#liste [aria-pressed="true"]').count()) === 1, "only one place is chosen");
});

test("a chosen marker that lies on a cluster can be clicked, and the map stays where it is", {}, async (t) => {
  const { page, ok, visit } = t;
  await openMap(t);
  const id = await page.evaluate(() => {
    testMap.setZoom(testMap.getMinZoom(), { animate: false });
    const isInCluster = (one) => testMarkers.at(...Object.values(testMarkers.position(one)))?.cluster > 0;
    return testMarkers.visible().find(isInCluster);
  });
  ok(id !== undefined, "there is a place in a cluster");
  await page.click(`#liste [data-id="${id}"] button.show`);
  await until("the row to be marked", async () => (await selectedRows(page)).join() === id);
  const under = () => page.evaluate((one) => testMarkers.at(...Object.values(testMarkers.position(one))), id);
  ok((await under())?.id === id, "the chosen marker is met before the cluster under it", await under());
  const beside = await page.evaluate((one) => {
    const { x, y } = testMarkers.position(one);
    return [[8, 0], [-8, 0], [0, 8], [0, -8]].map(([right, down]) => testMarkers.at(x + right, y + down)?.id);
  }, id);
  ok(beside.every((one) => one === id), "wherever in its shape it is met", beside);
  const before = await middle(page);
  await clickMarker(page, id);
  await until("the row to stay marked", async () => (await selectedRows(page)).join() === id);
  ok((await middle(page)).zoom === before.zoom, "the click does not zoom", await middle(page));
});

test("choosing a place on the map marks it in the list", {}, async (t) => {
  const { page, ok, visit } = t;
  await openMap(t);
  const [id] = await until("a marker that stands alone", async () => found(await singles(page)));
  await clickMarker(page, id);
  await until("the row to be marked", async () => (await selectedRows(page)).join() === id);
  const row = await page.locator(`#liste [data-id="${id}"]`).boundingBox();
  ok(row.y < 900 && row.y + row.height > 0, "the row is in view", row);
  await visit.mark();
  await page.click(`#liste [data-id="${id}"] h3 a`);
  await visit.untilAddress(`/orte/${id}`);
  ok(await visit.isSameTab(), "the way to the place is not a reload");
});

test("on a phone a place can be chosen on the map with a finger, and its card leads on", { profile: "mobile" }, async (t) => {
  const { page, ok, visit } = t;
  await observe(page);
  await visit.open(TOILETS);
  await page.click('.view-switch button[data-view="map"]');
  await visit.untilMap();
  const [id] = await until("a marker that stands alone", async () => found(await singles(page)));
  await clickMarker(page, id, { tap: true });
  const link = page.locator(".map-card h3 a");
  await until("the card of the place", async () => (await link.count()) === 1 && (await link.getAttribute("href")).includes(id));
  await page.click(".map-card .close");
  await until("the card to go", async () => (await page.locator(".map-card").count()) === 0);
  await clickMarker(page, id, { tap: true });
  await link.click();
  await visit.untilAddress(`/orte/${id}`);
});

test("on a phone the list leads to the map, and the focus goes along", { profile: "mobile" }, async (t) => {
  const { page, visit } = t;
  await observe(page);
  await visit.open(TOILETS);
  const name = (await page.textContent("#liste h3 a >> nth=2")).trim();
  await page.click("#liste button.show >> nth=2");
  await visit.untilMap();
  await until("the card of the place", async () => (await page.locator(".map-card h3").count()) === 1);
  await until("the card to have the focus", () =>
    page.evaluate((wanted) => document.activeElement.matches(".map-card a") && document.activeElement.textContent.trim() === wanted, name),
  );
});

test("a long list's places of other pages can be chosen on the map", {}, async (t) => {
  const { page, ok, visit } = t;
  await openMap(t, "/orte?kategorie=haltestellen");
  const total = await visit.count();
  await until("all places on the map", async () => (await visit.mapped()).length === total);
  const listed = await visit.listed();
  const other = (await visit.mapped()).find((id) => !listed.includes(id));
  await page.evaluate(async (id) => {
    const points = await (await fetch(document.querySelector("#liste").dataset.points)).json();
    const at = points.id.indexOf(id);
    testMap.setView([points.lat[at], points.lng[at]], 18, { animate: false });
  }, other);
  await until("the marker to stand alone", async () => (await singles(page)).includes(other));
  await clickMarker(page, other);
  const link = page.locator(".map-card h3 a");
  await until("the card of the place", async () => (await link.count()) === 1 && (await link.getAttribute("href")).includes(other));
  ok((await link.textContent()).trim().length > 1, "the card names the place");
  await link.click();
  await visit.untilAddress(`/orte/${other}/`);
});

test("a place can be chosen with the keyboard", {}, async (t) => {
  const { page, visit } = t;
  await openMap(t);
  const [first] = await visit.listed();
  await page.focus(`#liste [data-id="${first}"] button.show`);
  await page.keyboard.press("Enter");
  await until("the row to be marked", async () => (await selectedRows(page)).join() === first);
  await until("the button to keep the focus", () => page.evaluate(() => document.activeElement.matches("button.show")));
});

test("the keyboard passes the map in at most six steps, and can skip it in one", {}, async (t) => {
  const { page, ok } = t;
  await openMap(t);
  await page.focus(".map-skip");
  const box = await page.locator(".map-skip").boundingBox();
  ok(box && box.height >= 24 && box.width > 60, "the skip link can be seen while it has the focus", box);
  ok((await page.locator(".map-skip").textContent()).trim() === "Karte überspringen", "it says what it does");
  let stops = 0;
  const inside = () => page.evaluate(() => document.activeElement.closest(".map") !== null);
  while ((await inside()) && stops < 30) {
    stops += 1;
    await page.keyboard.press("Tab");
  }
  ok(stops > 0 && stops <= 6, "there are at most six stops", String(stops));
  await page.focus(".map-skip");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  ok(!(await inside()), "the skip link leads out of the map");
});

test("the keyboard moves and zooms the map", {}, async (t) => {
  const { page, ok } = t;
  await openMap(t);
  await page.focus(".map .leaflet-container");
  const before = await middle(page);
  await page.keyboard.press("ArrowRight");
  await until("the map to move", async () => (await middle(page)).lng > before.lng);
  await page.keyboard.press("+");
  await until("the map to zoom in", async () => (await middle(page)).zoom > before.zoom);
  ok(await page.evaluate(() => document.activeElement.closest(".map") !== null), "the map keeps the focus");
});

test("the zoom buttons are large and named in the language of the page", {}, async (t) => {
  const { page, ok, visit } = t;
  await openMap(t);
  const buttons = () =>
    page.$$eval(".leaflet-control-zoom a, .leaflet-control-zoom button", (all) =>
      all.map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return { name: one.getAttribute("aria-label") ?? one.title, width, height };
      }),
    );
  const german = await buttons();
  ok(german.map((button) => button.name).join() === "Vergrößern,Verkleinern", "they are named in German", german);
  ok(german.every(({ width, height }) => width >= 44 && height >= 44), "they are at least 44 px large", german);
  const before = await middle(page);
  await page.click('.leaflet-control-zoom [aria-label="Vergrößern"]');
  await until("the map to zoom in", async () => (await middle(page)).zoom > before.zoom);
  await visit.open(`/en${TOILETS}`);
  await visit.untilMap();
  const english = await buttons();
  ok(english.every(({ name }) => !/größern|kleinern/.test(name)), "they are named in English", english);
});

test("the base map is painted from the portal's own tiles and names its source", {}, async (t) => {
  const { page, ok } = t;
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await openMap(t);
  ok((await untilPainted(page)) > 20, "something is painted");
  ok(asked.some((url) => url.includes("/tiles/")), "tiles were asked for");
  const named = await page.innerText(".leaflet-control-attribution");
  ok(/OpenStreetMap/.test(named), "the source is named", named);
  await page.emulateMedia({ colorScheme: "dark" });
  await untilPainted(page);
});

for (const profile of ["desktop", "tablet", "mobile"]) {
  test(`on a ${profile} the base map fills its frame, however far out one looks, and all places are in view`, { profile }, async (t) => {
    const { page, ok, visit } = t;
    await observe(page);
    await visit.open(TOILETS);
    if (await page.isVisible('.view-switch button[data-view="map"]')) await page.click('.view-switch button[data-view="map"]');
    await visit.untilMap();
    const hidden = await page.evaluate(() => testMarkers.ids().filter((id) => !testMarkers.visible().includes(id)));
    ok(hidden.length === 0, "all places are in view", hidden);
    const gap = await page.evaluate(() => {
      const props = JSON.parse(document.querySelector('[data-isle="map"]').dataset.props);
      testMap.setView(L.latLngBounds(props.frame.bounds).getCenter(), 0, { animate: false });
      const [[south, west], [north, east]] = props.frame.bounds;
      const seen = testMap.getBounds();
      const over = (more, all) => Math.round((1000 * Math.max(0, more)) / all) / 10;
      return [over(south - seen.getSouth(), north - south), over(west - seen.getWest(), east - west), over(seen.getNorth() - north, north - south), over(seen.getEast() - east, east - west)];
    });
    ok(gap.every((percent) => percent < 1), "no part of the frame lies beyond the base map (percent of its size)", gap);
  });
}

test("a page without a map loads nothing of it", {}, async ({ page, ok, visit }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const path of ["/", "/buergerservices", "/suche?q=Glas", "/impressum"]) await visit.open(path);
  ok(!asked.some(isMapFile), "no file of the map is asked for", asked.filter(isMapFile));
});

test("leaving the map takes all of it away", {}, async (t) => {
  const { page, ok, visit } = t;
  await openMap(t);
  await visit.mark();
  const round = async () => {
    await page.click('header nav a[href="/mobilitaet"]');
    await visit.untilHeading("Mobilität");
    ok((await page.locator(".leaflet-container, .portal-markers").count()) === 0, "nothing of the map is left");
    await page.goBack();
    await visit.untilMap();
  };
  for (let i = 0; i < 3; i += 1) await round();
  const before = await visit.weight();
  for (let i = 0; i < 10; i += 1) await round();
  const after = await visit.weight();
  const numbers = `${JSON.stringify(before)} then ${JSON.stringify(after)}`;
  ok(after.nodes <= before.nodes * 1.3 + 300, "the nodes do not pile up", numbers);
  ok(after.listeners <= before.listeners * 1.15 + 30, "the listeners do not pile up", numbers);
  ok(await visit.isSameTab(), "no page was loaded anew");
});

test("the page of a place shows where it is and what is near", {}, async (t) => {
  const { page, ok, visit } = t;
  await visit.open("/orte?kategorie=recyclinghoefe");
  const link = await page.getAttribute("#liste h3 a >> nth=0", "href");
  await openMap(t, link);
  const id = link.split("/")[2];
  const mapped = await visit.mapped();
  ok(mapped.includes(id), "the place is on its map", mapped);
  const near = await page.$$eval("main [data-id]", (all) => all.map((one) => one.dataset.id));
  ok(mapped.join() === [...new Set(near)].sort().join(), "so are the places beside it", mapped);
});

test("a drag with one finger moves the page, not the map", { profile: "mobile" }, async (t) => {
  const { page, ok, visit } = t;
  await visit.open("/orte?kategorie=recyclinghoefe");
  const link = await page.getAttribute("#liste h3 a >> nth=0", "href");
  await observe(page);
  await visit.open(link);
  await page.locator(".map").scrollIntoViewIfNeeded();
  await visit.untilMap();
  const before = await middle(page);
  const from = await visit.scrollPosition();
  const box = await page.locator(".map .leaflet-container").boundingBox();
  const tools = await page.context().newCDPSession(page);
  const touch = (type, points) => tools.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  const [x, y] = [box.x + box.width / 2, box.y + box.height * 0.7];
  await touch("touchStart", [{ x, y }]);
  for (let way = 10; way <= 150; way += 10) await touch("touchMove", [{ x, y: y - way }]);
  await touch("touchEnd", []);
  await until("the page to scroll", async () => (await visit.scrollPosition()) > from + 50);
  const after = await middle(page);
  ok(Math.abs(after.lat - before.lat) < 1e-4, "the map stays where it is", `${before.lat} then ${after.lat}`);
});

test("a phone fetches the map of a place when it comes into sight", { profile: "mobile" }, async ({ page, ok, visit }) => {
  await visit.open("/orte?kategorie=recyclinghoefe");
  const href = await page.getAttribute("#liste h3 a >> nth=0", "href");
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await visit.open(href);
  await visit.awake();
  ok(!asked.some(isMapFile), "nothing of the map is fetched above it", asked.filter(isMapFile));
  await visit.untilMap();
  ok(asked.some(isMapFile), "everything is fetched when it is seen");
});
