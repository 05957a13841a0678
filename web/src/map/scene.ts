// What is on the map on one day: computed once per zoom (positions, curves) and per day (widths, radii).
import type { GeoProjection } from "d3-geo";
import type { MapCorridor, MapData, MapPlace, WayState } from "../api/types";
import { between, curve, type Curve } from "./flows";

export interface Way {
  row: MapCorridor;
  line: Curve;
}

export interface Spot {
  row: MapPlace;
  x: number;
  y: number;
  isInside: boolean;
}

export interface Scale {
  width: (persons: number) => number;
  radius: (persons: number) => number;
  mostFlow: number;
  mostPresent: number;
}

export const LEAST_FLOW = 0.5; // persons a day below which nothing is drawn
export const FAINT = 0.012; // part of the largest flow below which a flow is only a faint line

export function scaleOf(data: MapData, level: "country" | "single", size: number): Scale {
  const mostFlow = Math.max(1, ...data.corridors.map((way) => Math.max(...way.flow.median)));
  const mostPresent = Math.max(1, ...spotsOf(data, level).map((place) => Math.max(...(place.present?.median ?? [0]))));
  const widest = Math.min(18, size / 34);
  const largest = Math.min(30, size / 17);
  return {
    mostFlow,
    mostPresent,
    width: (n) => Math.min((n / mostFlow) * widest, widest * 2.4),
    radius: (n) => Math.min(Math.sqrt(n / mostPresent) * largest, largest * 1.9),
  };
}

/** Circles stand for people who are away from home: places of the home country are only ends of ways. */
export function spotsOf(data: MapData, level: "country" | "single"): MapPlace[] {
  return data.places.filter((place) => (level === "country" ? place.kind === "country" : place.kind !== "country" && place.kind !== "origin"));
}

export function layOut(data: MapData, level: "country" | "single", project: GeoProjection, size: [number, number]): { ways: Way[]; spots: Spot[] } {
  const at = new Map<string, [number, number]>();
  for (const place of data.places) {
    const point = project([place.lon, place.lat]);
    if (point && place.kind !== "country") at.set(place.id, point);
  }
  for (const place of data.places) {
    const point = project([place.lon, place.lat]);
    if (point && !at.has(place.id)) at.set(place.id, point);
  }
  const ways = data.corridors.flatMap((row) => {
    const from = at.get(row.from);
    const to = at.get(row.to);
    return from && to ? [{ row, line: curve(from, to) }] : [];
  });
  const spots = spotsOf(data, level).flatMap((row) => {
    const point = project([row.lon, row.lat]);
    if (!point) return [];
    const [x, y] = point;
    return [{ row, x, y, isInside: x > 0 && y > 0 && x < size[0] && y < size[1] }];
  });
  spots.sort((a, b) => Math.max(0, ...(b.row.present?.median ?? [])) - Math.max(0, ...(a.row.present?.median ?? [])));
  return { ways, spots };
}

export function stateOn(row: MapCorridor, day: string): WayState {
  for (const stretch of row.state) if (stretch.from_day <= day && day <= stretch.to_day) return stretch.state;
  return "open";
}

export const value = (values: number[] | undefined, at: number): number => (values ? between(values, at) : 0);
