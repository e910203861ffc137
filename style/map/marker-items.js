/* The points behind the markers: found by id, by view, and gathered into clusters by supercluster. */
import Supercluster from "supercluster";

/* Web Mercator at zoom 0: the world is one tile of 256 pixels. */
function world({ lat, lng }) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: 256 * (0.5 + lng / 360), y: 256 * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) };
}

export function items(all, settings) {
  const places = all.map((place) => ({ ...place, world: world(place), line: place.line?.map(world) }));
  const byId = new Map(places.map((place) => [place.id, place]));
  const clusters = settings.cluster ? gathered(places, settings) : null;
  /* Written into the place itself: ten thousand copies a frame would be felt. */
  const onScreen = (place, scale, { x, y }) => {
    place.x = place.world.x * scale - x;
    place.y = place.world.y * scale - y;
    return place;
  };

  return {
    all: places,
    has: (id) => byId.has(id),
    get: (id) => byId.get(id),
    find(id, zoom, origin) {
      const place = byId.get(id);
      return place ? onScreen(place, 2 ** zoom, origin) : null;
    },
    inView(zoom, { x, y, width, height }) {
      const scale = 2 ** zoom;
      if (clusters && zoom <= settings.maxClusterZoom) {
        return clusters.getClusters(box(x / scale, y / scale, (x + width) / scale, (y + height) / scale), Math.floor(zoom))
          .map((feature) => seen(feature, places, scale, { x, y }, onScreen));
      }
      const [west, north, east, south] = [x / scale, y / scale, (x + width) / scale, (y + height) / scale];
      return places
        .filter(({ world: at }) => at.x >= west && at.x <= east && at.y >= north && at.y <= south)
        .map((place) => onScreen(place, scale, { x, y }));
    },
    opensAt: ({ cluster }) => clusters.getClusterExpansionZoom(cluster),
    /* The box around all places, or around those within another box; null when there are none. */
    bounds(within) {
      const counted = within ? places.filter(({ lat, lng }) => within.contains([lat, lng])) : places;
      if (counted.length === 0) return null;
      const side = (key, pick) => counted.reduce((best, place) => pick(best, place[key]), counted[0][key]);
      return [[side("lat", Math.min), side("lng", Math.min)], [side("lat", Math.max), side("lng", Math.max)]];
    },
  };
}

/* A cluster of one kind keeps that kind's colour; a mixed one has none. */
function gathered(places, settings) {
  const index = new Supercluster({
    radius: settings.clusterRadius,
    extent: 256,
    maxZoom: settings.maxClusterZoom,
    minZoom: 8,
    minPoints: 3,
    map: ({ colour }) => ({ colour }),
    reduce: (sum, { colour }) => {
      if (sum.colour !== colour) sum.colour = null;
    },
  });
  return index.load(places.map((place, number) => ({
    type: "Feature",
    properties: { number, colour: place.colour },
    geometry: { type: "Point", coordinates: [place.lng, place.lat] },
  })));
}

function seen(feature, places, scale, origin, onScreen) {
  const { cluster, cluster_id: id, point_count: count, number, colour } = feature.properties;
  if (!cluster) return onScreen(places[number], scale, origin);
  const [lng, lat] = feature.geometry.coordinates;
  const at = world({ lat, lng });
  return { cluster: id, count, colour, lat, lng, x: at.x * scale - origin.x, y: at.y * scale - origin.y };
}

/* From pixels of zoom 0 to degrees: west, south, east, north. */
function box(left, top, right, bottom) {
  const longitude = (x) => Math.max(-180, Math.min(180, (x / 256 - 0.5) * 360));
  const latitude = (y) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 256))) * 180) / Math.PI;
  return [longitude(left), latitude(bottom), longitude(right), latitude(top)];
}
