/* Which names stand on the map; the first rules win where two names want the same room. Zooms are those of the screen. */
import { exp } from "protomaps-leaflet";
import { LineName, PointName, RoadSign } from "./names.js";
import { TEXT_SIZE } from "./text-size.js";

const FAMILY = '"Fira Sans", system-ui, sans-serif';
const font = (weight, stops, style = "") => {
  const size = exp(1, stops);
  return (zoom) => `${style} ${weight} ${Math.round(TEXT_SIZE * size(zoom) * 2) / 2}px ${FAMILY}`;
};

export function labelRules(colours) {
  const ink = (fill, look) => ({ fill, halo: colours.halo, ...look });
  const place = (kinds, from, to, look) => ({
    dataLayer: "places", minzoom: from, maxzoom: to, symbolizer: new PointName(look),
    filter: (_, { props }) => kinds.includes(props.kind),
  });
  const street = (kinds, from, look) => ({
    dataLayer: "roads", minzoom: from, symbolizer: new LineName(look),
    filter: (_, { props }) => kinds.includes(props.kind) && !!props.name && !props.link,
  });
  const sign = (letter, from, kinds, [background, fill]) => ({
    dataLayer: "roads", minzoom: from, maxzoom: 16,
    symbolizer: new RoadSign({ background, fill, font: `600 ${10.5 * TEXT_SIZE}px ${FAMILY}` }),
    filter: (_, { props }) => kinds.includes(props.kind) && !!props.ref?.startsWith(letter) && !props.tunnel,
  });
  const river = ink(colours.waterText, { font: font(600, [[11, 11], [14, 14], [17, 17]], "italic"), spacing: 1.5, repeat: 600 });
  const brook = ink(colours.waterText, { font: font(400, [[14, 11], [18, 12.5]], "italic"), repeat: 500 });
  const streetFont = font(400, [[14, 11], [16, 12], [18, 14]]);
  const dot = { dot: 2.5 };
  const station = ink(colours.stationText, { font: font(600, [[13, 11], [17, 13]]), sign: true });
  const isMain = ({ props }) => props.kind === "station" && /Hauptbahnhof|Hbf/.test(props.name);
  return [
    { ...place(["station"], 13, 20, station), filter: (_, feature) => isMain(feature) },
    place(["city"], 6, 11, ink(colours.text, { font: font(600, [[6, 13], [11, 20]]) })),
    place(["town"], 9, 15, ink(colours.text, { font: font(600, [[9, 11], [12, 14], [15, 17]]) })),
    place(["district"], 12, 16, ink(colours.districtText, {
      font: font(600, [[12, 10.5], [14, 13], [16, 15]]), capitals: true, spacing: 1, distance: 400,
    })),
    place(["village"], 11, 16, ink(colours.text, { font: font(600, [[11, 11], [15, 14]]) })),
    { dataLayer: "water", minzoom: 11, symbolizer: new LineName(river), filter: (_, { props }) => props.kind === "river" },
    place(["station"], 13, 20, station),
    sign("A", 10, ["motorway"], colours.motorwaySign),
    sign("B", 11, ["trunk", "primary"], colours.federalSign),
    street(["motorway", "trunk", "primary"], 14, ink(colours.text, { font: font(600, [[14, 11], [16, 12.5], [18, 14.5]]) })),
    street(["secondary"], 14, ink(colours.text, { font: font(600, [[14, 10.5], [16, 12], [18, 14]]) })),
    place(["landmark"], 15, 20, ink(colours.landmarkText, { font: font(600, [[15, 11], [18, 12.5]]), ...dot })),
    street(["tertiary"], 14, ink(colours.text, { font: streetFont })),
    place(["hospital", "university", "zoo", "cemetery"], 14, 20, ink(colours.textSoft, { font: font(400, [[14, 11], [18, 12.5]]) })),
    place(["park"], 13, 20, ink(colours.greenText, { font: font(400, [[13, 11], [18, 12.5]]) })),
    place(["peak"], 12, 20, ink(colours.landmarkText, { font: font(400, [[12, 10.5], [17, 12]]), peak: true })),
    street(["street", "pedestrian"], 15, ink(colours.text, { font: streetFont })),
    place(["halt"], 15, 20, ink(colours.stationText, { font: font(400, [[15, 10.5], [18, 12]]), sign: true })),
    place(["square"], 16, 20, ink(colours.textSoft, { font: font(400, [[16, 11], [18, 13]]) })),
    { dataLayer: "water", minzoom: 14, symbolizer: new LineName(brook), filter: (_, { props }) => props.kind === "stream" || props.kind === "canal" },
    place(["lake"], 14, 20, ink(colours.waterText, { font: font(400, [[14, 11], [18, 12.5]], "italic") })),
    place(["quarter", "hamlet", "locality"], 14, 17, ink(colours.textSoft, { font: font(400, [[14, 11], [17, 12.5]]) })),
    place(["school", "sports"], 16, 20, ink(colours.textSoft, { font: font(400, [[16, 10.5], [18, 12]]) })),
    place(["forest"], 13, 20, ink(colours.greenText, { font: font(400, [[13, 11], [18, 12.5]]) })),
    street(["service", "track", "path", "cycleway", "steps"], 16, ink(colours.textSoft, { font: font(400, [[16, 10.5], [18, 12]]) })),
    {
      dataLayer: "buildings", minzoom: 17,
      symbolizer: new PointName(ink(colours.textSoft, { font: font(400, [[17, 9.5], [18, 10.5]]), property: "number", distance: 0 })),
      filter: (_, { props }) => props.kind === "address",
    },
  ];
}
