// Which part of the globe is shown: the places that hold nearly all people and nearly all movement.
import { sum } from "d3-array";
import { geoAzimuthalEqualArea, type GeoProjection } from "d3-geo";
import type { MapData } from "../api/types";

const SHOWN = 0.93; // part of all people and movement that the first view must hold
const SHOWN_NARROW = 0.86; // on a phone: closer, at the price of more places outside of the picture

export interface Place {
  id: string;
  lon: number;
  lat: number;
}

export function corePlaces(data: MapData, isNarrow: boolean): Place[] {
  const weight = new Map<string, number>();
  const add = (id: string, n: number): void => void weight.set(id, (weight.get(id) ?? 0) + n);
  for (const way of data.corridors) {
    const passed = sum(way.flow.median);
    add(way.from, passed / 2);
    add(way.to, passed / 2);
  }
  const single = data.places.filter((place) => place.kind !== "country");
  for (const place of single) if (place.kind !== "origin") add(place.id, Math.max(0, ...(place.present?.median ?? [])));
  const ranked = single.filter((p) => (weight.get(p.id) ?? 0) > 0).sort((a, b) => (weight.get(b.id) ?? 0) - (weight.get(a.id) ?? 0));
  const total = sum(ranked, (p) => weight.get(p.id) ?? 0);
  let so_far = 0;
  const core = ranked.filter((place) => {
    const isInside = so_far < (isNarrow ? SHOWN_NARROW : SHOWN) * total;
    so_far += weight.get(place.id) ?? 0;
    return isInside;
  });
  return core.length >= 2 ? core : data.places;
}

export function projectionFor(core: Place[], width: number, height: number): GeoProjection {
  const lons = core.map((p) => p.lon);
  const lats = core.map((p) => p.lat);
  const edge = Math.max(0, 1 - (Math.max(...lons) - Math.min(...lons)), 1 - (Math.max(...lats) - Math.min(...lats))) / 2; // degrees
  const middle: [number, number] = [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
  const pad = Math.min(width, height) * 0.09 + 6;
  return geoAzimuthalEqualArea()
    .rotate([-middle[0], -middle[1]])
    .clipAngle(88)
    .fitExtent([[pad, pad], [width - pad * 1.3, height - pad]], {
      type: "MultiPoint",
      coordinates: [...core.map((p) => [p.lon, p.lat]), ...(edge ? [[middle[0] - edge, middle[1]], [middle[0] + edge, middle[1]], [middle[0], middle[1] - edge], [middle[0], middle[1] + edge]] : [])],
    } as never);
}

export interface Zoom {
  k: number;
  x: number;
  y: number;
}

export const WHOLE: Zoom = { k: 1, x: 0, y: 0 };

/** Zoom in or out around a point of the screen. */
export function zoomed(zoom: Zoom, factor: number, at: [number, number]): Zoom {
  const k = Math.min(Math.max(zoom.k * factor, 0.6), 24);
  const f = k / zoom.k;
  return { k, x: at[0] - (at[0] - zoom.x) * f, y: at[1] - (at[1] - zoom.y) * f };
}

/** The same part of the globe, zoomed; what lies far outside of the picture is cut away. */
export function projectionAt(base: GeoProjection, zoom: Zoom, width: number, height: number): GeoProjection {
  const [x, y] = base.translate();
  return geoAzimuthalEqualArea()
    .rotate(base.rotate())
    .clipAngle(88)
    .scale(base.scale() * zoom.k)
    .translate([x * zoom.k + zoom.x, y * zoom.k + zoom.y])
    .clipExtent([[-60, -60], [width + 60, height + 60]]);
}
