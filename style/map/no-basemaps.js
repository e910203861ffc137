/* Stands in for @protomaps/basemaps: protomaps-leaflet imports its ready-made look, we bring our own. */
export function namedFlavor() {
  throw new Error("this bundle has no ready-made look");
}
export function language_script_pairs() {
  return [];
}
