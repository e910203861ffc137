/*
 * The map's JavaScript: the base map's look and the layer of markers. Everything else about the map is Rust.
 *
 * Bundled to one classic script, map.js, loaded after leaflet.js (global `L`). It leaves one object behind:
 *
 * portalMap.baseLayer(options) → L.GridLayer
 *     url          address of the tiles, default "/tiles/{z}/{x}/{y}.mvt"; 204 means "nothing there"
 *     dark         boolean, default false
 *     maxDataZoom  last zoom of the tiles, default 15
 *     attribution  HTML, default names OpenStreetMap
 *     lang         language of the page, default "de"; names on the map are the local ones
 *     bounds       [[south, west], [north, east]] or null: no tile outside is asked for
 *   To change the theme, remove the layer and add a new one.
 *
 * portalMap.markers(map, options) → layer of markers
 *     onClick(id)  a marker was clicked        onHover(id | null)  the pointer came over or left a marker
 *     bounds       [[south, west], [north, east]] of the base map: the map is not zoomed out beyond it, or only as
 *                  far as it takes to see all places
 *     cluster = true, clusterRadius = 56, maxClusterZoom = 16, hitRadius = 24, dark = false, font
 *   set(points)            all markers: [{id, lat, lng, shape, colour, name}]; shape: circle, square, diamond,
 *                          triangle, hexagon, pin; colour: CSS colour or custom property ("--marker-toilet");
 *                          the lines they stand for are read from the rows of the page (page-rows.js)
 *   select(id | null, {pan})  enlarges one and shows its name; pan: true moves the map if it is out of view
 *   fit({padding, maxZoom})   shows all, unless the same ones have been shown already
 *   ids()       ids of all markers         visible()    ids in view
 *   at(x, y)    {id} | {cluster} | null    position(id) {x, y} | null        (container pixels)
 *   theme(dark) draws again with the colours of the theme
 *   remove()    takes canvas and listeners away; may be called twice
 *   A click on a cluster zooms to where it opens; clicks on markers at one spot go through them in turn.
 */
import { baseLayer } from "./base-layer.js";
import { markers } from "./markers.js";

if (globalThis.L) globalThis.portalMap = { baseLayer, markers };
