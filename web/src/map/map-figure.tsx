// The picture of the map: land, flows, circles, names; zoom by buttons, wheel, fingers and keys.
import { geoPath } from "d3-geo";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-110m.json";
import type { MapData } from "../api/types";
import { useWidth } from "../charts/use-width";
import { t, tw } from "../messages";
import { Icon } from "../parts/icons";
import { about } from "../words/format";
import { corePlaces, projectionAt, projectionFor, WHOLE, zoomed, type Zoom } from "./frame";
import { MOST_SVG, Painter, type Chosen } from "./painter";
import { layOut, scaleOf, value, type Spot } from "./scene";

const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const land = feature(topology, topology.objects.countries);

const heightFor = (width: number): number => Math.round(width < 560 ? Math.min(width * 1.12, 460) : Math.min(width * 0.66, 620));

/** What widths and radii are scaled to; the legend draws its signs to the same scale. */
export const sizeFor = (width: number): number => Math.min(width, heightFor(width) * 1.3);

export interface MapFigureProps {
  data: MapData;
  at: number;
  level: "country" | "single";
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}

export function MapFigure(props: MapFigureProps) {
  const { data, at, level, chosen, choose } = props;
  const [ref, width] = useWidth<HTMLDivElement>(800);
  const height = heightFor(width);
  const [zoom, setZoom] = useState<Zoom>(WHOLE);
  const flows = useRef<SVGGElement>(null);
  const circles = useRef<SVGGElement>(null);
  const names = useRef<SVGGElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter | null>(null);
  const latest = useRef({ chosen, choose, data });
  latest.current = { chosen, choose, data };

  const base = useMemo(() => projectionFor(corePlaces(data, width < 560), width, height), [data, width, height]);
  const project = useMemo(() => projectionAt(base, zoom, width, height), [base, zoom, width, height]);
  const outline = useMemo(() => geoPath(project), [project]);
  const paths = useMemo(() => land.features.map((country, i) => ({ key: i, d: outline(country) ?? "" })).filter((p) => p.d), [outline]);
  const scale = useMemo(() => scaleOf(data, level, sizeFor(width)), [data, level, width]);
  const scene = useMemo(() => layOut(data, level, project, [width, height]), [data, level, project, width, height]);

  useEffect(() => {
    if (!flows.current || !circles.current || !names.current || !canvas.current) return;
    painter.current ??= new Painter(flows.current, circles.current, names.current, canvas.current, {
      place: (id) => latest.current.choose({ place: id, corridor: null }),
      corridor: (id) => latest.current.choose({ place: null, corridor: id }),
      words: spotWords,
    });
    painter.current.place(scene.ways, scene.spots);
  }, [scene]);
  useEffect(() => {
    painter.current?.paint(at, data.days[Math.round(at)] ?? "", scale, chosen, [width, height]);
  }, [at, scene, scale, chosen, width, height]);

  const step = useCallback((factor: number) => setZoom((z) => zoomed(z, factor, [width / 2, height / 2])), [width, height]);
  const drag = useDrag(setZoom);
  const outside = scene.spots.filter((spot) => !spot.isInside && value(spot.row.present?.median, at) >= 1);
  return (
    <div class="map-figure">
      <div class="map-canvas" ref={ref} {...drag}>
        <svg width={width} height={height} class="map-land" aria-hidden="true"><g class="land">{paths.map((p) => <path key={p.key} d={p.d} />)}</g></svg>
        <canvas ref={canvas} class="map-flows" hidden aria-hidden="true" />
        <svg width={width} height={height} role="group" aria-label={t("map.picture")} class="map-svg">
          <g ref={flows} class="flows" aria-hidden="true" />
          <g ref={circles} class="spots" role="group" aria-label={t("map.places")} />
          <g ref={names} class="names" aria-hidden="true" />
        </svg>
        <div class="map-buttons" role="group" aria-label={t("map.zoom")}>
          <button type="button" aria-label={t("map.zoom_in")} onClick={() => step(1.6)}><Icon name="plus" size={18} /></button>
          <button type="button" aria-label={t("map.zoom_out")} onClick={() => step(1 / 1.6)}><Icon name="minus" size={18} /></button>
          <button type="button" aria-label={t("map.whole")} onClick={() => setZoom(WHOLE)}><Icon name="fit" size={18} /></button>
        </div>
      </div>
      {outside.length > 0 && (
        <p class="map-outside">{t("map.outside")} {outside.slice(0, 8).map((spot, i) => (
          <span key={spot.row.id}><span class="nowrap"><a href={`#/place/${encodeURIComponent(spot.row.id)}`}>{spot.row.name}</a> {about(value(spot.row.present?.median, at))}{i < Math.min(outside.length, 8) - 1 ? "," : ""}</span> </span>
        ))}{outside.length > 8 && t("map.and_more", { n: outside.length - 8 })}</p>
      )}
      {scene.ways.length > MOST_SVG && <p class="quiet">{t("map.many")}</p>}
    </div>
  );
}

export function spotWords(spot: Spot, at: number): string {
  const band = spot.row.present;
  if (band === null) return `${spot.row.name}: ${tw("reporting", "hidden")}`;
  const words = t("map.spot", { place: spot.row.name, n: about(value(band.median, at)), low: about(value(band.low, at)), high: about(value(band.high, at)) });
  return spot.row.grade ? `${words}, ${t("grade.short", { letter: spot.row.grade })}` : words;
}

type SetZoom = (change: (zoom: Zoom) => Zoom) => void;

/** Drag with a mouse, pinch with two fingers, zoom with the wheel while Ctrl is held (so that the page still scrolls). */
function useDrag(setZoom: SetZoom) {
  const fingers = useRef(new Map<number, [number, number]>());
  const spread = (): number => {
    const [a, b] = [...fingers.current.values()];
    return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0;
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      if ((event.target as Element).closest("button")) return;
      fingers.current.set(event.pointerId, [event.clientX, event.clientY]);
    },
    onPointerMove: (event: PointerEvent) => {
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      const isTouch = event.pointerType === "touch";
      if (isTouch && fingers.current.size < 2) return; // one finger scrolls the page
      const wide = spread();
      fingers.current.set(event.pointerId, [event.clientX, event.clientY]);
      const box = (event.currentTarget as Element).getBoundingClientRect();
      if (fingers.current.size >= 2 && wide > 0) {
        const points = [...fingers.current.values()];
        const middle: [number, number] = [
          points.reduce((sum, p) => sum + p[0], 0) / points.length - box.left,
          points.reduce((sum, p) => sum + p[1], 0) / points.length - box.top,
        ];
        const factor = spread() / wide;
        setZoom((z) => zoomed(z, factor, middle));
      } else if (event.buttons === 1) {
        setZoom((z) => ({ ...z, x: z.x + event.clientX - before[0], y: z.y + event.clientY - before[1] }));
      }
    },
    onPointerUp: (event: PointerEvent) => void fingers.current.delete(event.pointerId),
    onPointerLeave: (event: PointerEvent) => void fingers.current.delete(event.pointerId),
    onPointerCancel: (event: PointerEvent) => void fingers.current.delete(event.pointerId),
    onWheel: (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = (event.currentTarget as Element).getBoundingClientRect();
      const factor = Math.exp(-event.deltaY / 240);
      setZoom((z) => zoomed(z, factor, [event.clientX - box.left, event.clientY - box.top]));
    },
  };
}
