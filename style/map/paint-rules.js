/* What is drawn, from the ground up. Zooms are those of the screen. */
import { LineSymbolizer, PolygonSymbolizer, exp } from "protomaps-leaflet";

const width = (stops) => exp(1.6, stops);
const wider = (stops, by) => stops.map(([zoom, value]) => [zoom, value + by]);

/* Kinds drawn alike, their colours, and their width in pixels by zoom; from the least to the most important. */
const STREETS = [
  { kinds: ["service"], name: "street", from: 14, stops: [[14, 0.7], [16, 3], [18, 8]] },
  { kinds: ["pedestrian"], name: "foot", from: 13, stops: [[13, 0.8], [14, 2], [16, 6], [18, 15]] },
  { kinds: ["street"], name: "street", from: 12, stops: [[12, 0.5], [13, 1.1], [14, 2.2], [15, 4.4], [16, 7.5], [18, 19]] },
  { kinds: ["tertiary"], name: "street", from: 11, stops: [[11, 0.8], [13, 2.2], [15, 6], [16, 9], [18, 22]] },
  { kinds: ["secondary"], name: "secondary", from: 10, stops: [[10, 0.7], [12, 1.8], [14, 4], [16, 9.5], [18, 23]] },
  { kinds: ["primary"], name: "primary", from: 8, stops: [[8, 0.6], [12, 2.2], [14, 4.6], [16, 10.5], [18, 25]] },
  { kinds: ["trunk"], name: "trunk", from: 7, stops: [[7, 0.6], [11, 2], [14, 5], [16, 11], [18, 26]] },
  { kinds: ["motorway"], name: "motorway", from: 6, stops: [[6, 0.7], [11, 2.4], [14, 5.6], [16, 12], [18, 28]] },
];

const GROUND = [
  ["residential", "residential"], ["commercial", "commercial"], ["industrial", "industrial"], ["railway", "railway"],
  ["farmland", "farmland"], ["orchard", "orchard", "vineyard"], ["forest", "forest"], ["scrub", "scrub"],
  ["grass", "grass", "allotments"], ["wetland", "wetland"], ["park", "park", "zoo"], ["cemetery", "cemetery"],
  ["school", "school", "university"], ["hospital", "hospital"], ["sports", "sports"], ["parking", "parking"],
  ["pedestrian", "pedestrian"], ["pitch", "pitch"], ["playground", "playground"],
];

export function paintRules(colours) {
  const ground = GROUND.map(([colour, ...kinds]) =>
    area("landuse", kinds, { fill: colours[colour] }, kinds.includes("parking") ? 15 : 0));
  return [
    ...ground,
    area("water", ["river", "canal", "lake", "basin", "stream"], { fill: colours.water }),
    area("water", ["pool"], { fill: colours.pool }, 15),
    brooks(colours, ["stream"], 13, [[13, 0.7], [16, 2], [18, 5]]),
    brooks(colours, ["ditch"], 15, [[15, 0.6], [18, 2.5]]),
    area("landuse", ["platform", "pier"], { fill: colours.platform }, 15),
    area("buildings", ["building"], { fill: colours.building, stroke: colours.buildingEdge, width: exp(1, [[15, 0], [16, 0.7]]) }, 14),
    line("roads", ["pier"], 15, { color: colours.platform, width: width([[15, 1.5], [18, 8]]) }),
    line("roads", ["ferry"], 13, dashed(colours.ferry, [[13, 1], [17, 1.6]], [5, 4])),
    ...level(colours, "tunnel"),
    ...ways(colours),
    ...level(colours, "ground"),
    ...rails(colours, "ground"),
    ...level(colours, "bridge"),
    ...rails(colours, "bridge"),
    area("earth", ["outside"], { fill: colours.land, opacity: 0.4 }),
    ...boundaries(colours),
    area("earth", ["rim"], { fill: colours.land, opacity: 0.42 }),
  ];
}

function area(dataLayer, kinds, look, minzoom = 0) {
  return {
    dataLayer, minzoom, symbolizer: new PolygonSymbolizer(look),
    filter: (_, feature) => feature.geomType === 3 && kinds.includes(feature.props.kind),
  };
}

function line(dataLayer, kinds, minzoom, look, test = () => true) {
  return {
    dataLayer, minzoom, symbolizer: new LineSymbolizer(look),
    filter: (zoom, { props }) => kinds.includes(props.kind) && test(props, zoom),
  };
}

function dashed(color, stops, dash, opacity = 1) {
  return { color, width: width(stops), dash, dashColor: color, dashWidth: width(stops), opacity };
}

function brooks(colours, kinds, minzoom, stops) {
  return line("water", kinds, minzoom, { color: colours.water, width: width(stops), lineCap: "round", lineJoin: "round" });
}

const isAt = (height) => (props) =>
  height === "ground" ? !props.tunnel && !props.bridge : !!props[height];

/* All edges come before all roadways, so that crossings stay open. */
function level(colours, height) {
  const at = isAt(height);
  const round = { lineCap: height === "ground" ? "round" : "butt", lineJoin: "round" };
  const opacity = height === "tunnel" ? 0.45 : 1;
  const shown = (from) => (props, zoom) => at(props) && (!props.link || zoom >= from + 2);
  const edges = STREETS.map(({ kinds, name, from, stops }) => {
    const edge = { color: colours[`${name}Edge`], width: width(wider(stops, height === "bridge" ? 2 : 1.4)), ...round };
    if (height === "tunnel") Object.assign(edge, dashed(edge.color, wider(stops, 1.4), [4, 3], 0.8));
    return line("roads", kinds, Math.max(from, 11), edge, shown(from));
  });
  // Where a street is thinner than its edges, the edges alone are the street.
  const roadways = STREETS.map(({ kinds, name, from, stops }) =>
    line("roads", kinds, name === "street" || name === "foot" ? from + 1 : from, { color: colours[name], width: width(stops), opacity, ...round }, shown(from)));
  return [...edges, ...roadways];
}

function ways(colours) {
  const above = (props) => !props.tunnel;
  return [
    line("roads", ["track"], 14, dashed(colours.track, [[14, 0.8], [16, 1.5], [18, 3]], [6, 3]), above),
    line("roads", ["path"], 14, dashed(colours.path, [[14, 0.6], [16, 1.2], [18, 2.4]], [3, 2.5]), above),
    line("roads", ["steps"], 15, dashed(colours.steps, [[15, 1.6], [16, 2.6], [18, 5]], [1.5, 1.5]), above),
    line("roads", ["cycleway"], 13, { color: colours.cycleway, width: width([[13, 0.7], [16, 1.6], [18, 3]]), opacity: 0.75, lineJoin: "round" }, above),
  ];
}

function rails(colours, height) {
  const at = (props) => (height === "bridge" ? !!props.bridge : !props.bridge && !props.tunnel);
  const main = (props) => at(props) && !props.siding;
  const track = { color: colours.rail, width: width([[8, 0.6], [13, 1.3], [15, 2.2], [18, 5]]) };
  const sleepers = dashed(colours.railGap, [[15, 1.1], [18, 3.2]], [7, 7]);
  const tram = { color: colours.tram, width: width([[12, 0.7], [15, 1.1], [18, 2.2]]), lineJoin: "round" };
  const rules = [
    line("roads", ["rail"], 14, { color: colours.rail, width: width([[14, 0.5], [18, 2]]), opacity: 0.7 }, (props) => at(props) && props.siding),
    line("roads", ["rail", "light_rail"], 8, track, main),
    line("roads", ["rail", "light_rail"], 15, sleepers, main),
    line("roads", ["tram"], 12, tram, at),
    line("roads", ["funicular"], 12, dashed(colours.tram, [[12, 1.4], [18, 4]], [5, 2]), at),
  ];
  if (height === "ground") {
    const below = dashed(colours.rail, [[11, 0.7], [16, 1.6], [18, 2.4]], [3, 4], 0.7);
    rules.unshift(line("roads", ["rail", "light_rail", "tram", "funicular"], 12, below, (props) => props.tunnel));
  }
  return rules;
}

function boundaries(colours) {
  return [
    line("boundaries", ["district"], 11, dashed(colours.district, [[11, 0.7], [14, 1.1], [18, 1.6]], [5, 3, 1, 3], 0.65)),
    line("boundaries", ["city"], 9, { color: colours.city, width: width([[9, 2], [12, 4], [16, 7]]), opacity: 0.14, lineJoin: "round" }),
    line("boundaries", ["city"], 9, dashed(colours.city, [[9, 0.9], [14, 1.6], [18, 2]], [7, 3], 0.8)),
  ];
}
