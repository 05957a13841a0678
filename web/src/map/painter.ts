// Draws a scene. Up to a thousand flows are SVG shapes (each can be pointed at); above that they are painted on
// a canvas. Only widths, radii and texts change while time moves, so a step costs little.
import type { WayState } from "../api/types";
import { about } from "../words/format";
import { arrow, bars, thread } from "./flows";
import { placeLabels } from "./labels";
import { FAINT, LEAST_FLOW, stateOn, value, type Scale, type Spot, type Way } from "./scene";

const NS = "http://www.w3.org/2000/svg";
export const MOST_SVG = 1000;

interface WayNodes {
  group: SVGGElement;
  outer: SVGPathElement;
  inner: SVGPathElement;
  mark: SVGPathElement;
  touch: SVGPathElement;
}

interface SpotNodes {
  group: SVGGElement;
  high: SVGCircleElement;
  middle: SVGCircleElement;
  low: SVGCircleElement;
}

export interface Chosen {
  place: string | null;
  corridor: string | null;
}

export interface Hands {
  place: (id: string) => void;
  corridor: (id: string) => void;
  words: (spot: Spot, at: number) => string;
}

function make<K extends keyof SVGElementTagNameMap>(name: K, parent: Element, className?: string): SVGElementTagNameMap[K] {
  const node = document.createElementNS(NS, name);
  if (className) node.setAttribute("class", className);
  parent.append(node);
  return node;
}

export class Painter {
  private ways: Way[] = [];
  private spots: Spot[] = [];
  private wayNodes: WayNodes[] = [];
  private spotNodes: SpotNodes[] = [];
  private focused = 0;

  constructor(
    private readonly flows: SVGGElement,
    private readonly circles: SVGGElement,
    private readonly names: SVGGElement,
    private readonly canvas: HTMLCanvasElement,
    private readonly hands: Hands,
  ) {}

  /** New positions, after a zoom or a change of level. */
  place(ways: Way[], spots: Spot[]): void {
    this.ways = ways;
    this.spots = spots;
    this.flows.replaceChildren();
    this.circles.replaceChildren();
    this.wayNodes = ways.length > MOST_SVG ? [] : ways.map((way) => this.wayNode(way));
    this.spotNodes = spots.map((spot, i) => this.spotNode(spot, i));
  }

  private wayNode(way: Way): WayNodes {
    const group = make("g", this.flows, `way${way.row.irregular ? " is-irregular" : ""}`);
    const nodes = {
      group, outer: make("path", group, "way-high"), inner: make("path", group, "way-middle"),
      mark: make("path", group, "way-mark"), touch: make("path", group, "way-touch"),
    };
    nodes.touch.setAttribute("d", thread(way.line));
    group.addEventListener("click", () => this.hands.corridor(way.row.id));
    return nodes;
  }

  private spotNode(spot: Spot, i: number): SpotNodes {
    const group = make("g", this.circles, "spot");
    group.setAttribute("transform", `translate(${spot.x.toFixed(1)} ${spot.y.toFixed(1)})`);
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", i === this.focused ? "0" : "-1");
    const nodes = { group, high: make("circle", group, "spot-high"), middle: make("circle", group, "spot-middle"), low: make("circle", group, "spot-low") };
    make("circle", group, "spot-touch").setAttribute("r", "13");
    group.addEventListener("click", () => this.hands.place(spot.row.id));
    group.addEventListener("keydown", (event) => this.key(event, i));
    return nodes;
  }

  private key(event: KeyboardEvent, i: number): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.hands.place((this.spots[i] as Spot).row.id);
    else if (step !== undefined) this.focus(i, step);
    else return;
    event.preventDefault();
  }

  /** One stop for the tab key; the arrow keys walk over the places that are shown, the largest first. */
  private focus(from: number, step: number): void {
    const n = this.spotNodes.length;
    for (let i = 1; i <= n; i += 1) {
      const next = (from + step * i + n * i) % n;
      const node = this.spotNodes[next];
      if (!node || node.group.style.display === "none") continue;
      this.spotNodes[from]?.group.setAttribute("tabindex", "-1");
      node.group.setAttribute("tabindex", "0");
      node.group.focus();
      this.focused = next;
      return;
    }
  }

  /** One moment: `at` is a day number, with a fraction while playing. */
  paint(at: number, day: string, scale: Scale, chosen: Chosen, size: [number, number]): void {
    if (this.wayNodes.length) this.ways.forEach((way, i) => this.paintWay(way, this.wayNodes[i] as WayNodes, at, day, scale, chosen));
    this.paintCanvas(at, day, scale, size);
    this.spots.forEach((spot, i) => this.paintSpot(spot, this.spotNodes[i] as SpotNodes, at, scale, chosen));
    this.paintNames(at, scale, size);
  }

  private paintWay(way: Way, nodes: WayNodes, at: number, day: string, scale: Scale, chosen: Chosen): void {
    const state = stateOn(way.row, day);
    const median = value(way.row.flow.median, at);
    const high = value(way.row.flow.high, at);
    const isChosen = chosen.corridor === way.row.id;
    const isFaint = median < FAINT * scale.mostFlow && !isChosen;
    const isShown = isChosen || (high >= LEAST_FLOW && high >= FAINT * scale.mostFlow);
    nodes.group.style.display = isShown ? "" : "none";
    if (!isShown) return;
    const isMoving = !isFaint && median >= LEAST_FLOW && state !== "closed";
    const width = Math.max(scale.width(median), 0.9);
    nodes.group.setAttribute("class", wayClass(way, state, isChosen));
    nodes.outer.setAttribute("d", !isFaint && scale.width(high) > 0.8 && state !== "closed" ? arrow(way.line, scale.width(high)) : "");
    nodes.inner.setAttribute("d", isMoving ? arrow(way.line, width) : thread(way.line));
    nodes.inner.classList.toggle("is-thread", !isMoving);
    nodes.mark.setAttribute("d", state === "full" && !isFaint && scale.width(median) >= 1 ? bars(way.line, width) : "");
  }

  private paintSpot(spot: Spot, nodes: SpotNodes, at: number, scale: Scale, chosen: Chosen): void {
    const band = spot.row.present;
    const high = value(band?.high, at);
    const isHere = spot.isInside && (high >= 1 || chosen.place === spot.row.id);
    nodes.group.style.display = isHere ? "" : "none";
    if (!isHere) return;
    nodes.high.setAttribute("r", Math.max(scale.radius(high), 3).toFixed(1));
    nodes.middle.setAttribute("r", Math.max(scale.radius(value(band?.median, at)), 2).toFixed(1));
    nodes.low.setAttribute("r", scale.radius(value(band?.low, at)).toFixed(1));
    nodes.group.classList.toggle("is-chosen", chosen.place === spot.row.id);
    nodes.group.setAttribute("aria-label", this.hands.words(spot, at));
  }

  private paintNames(at: number, scale: Scale, size: [number, number]): void {
    const shown = this.spots.filter((spot) => spot.isInside && value(spot.row.present?.median, at) >= 1);
    const items = shown.slice(0, size[0] < 500 ? 12 : 24).map((spot) => ({
      id: spot.row.id, x: spot.x, y: spot.y, height: 27,
      radius: Math.max(scale.radius(value(spot.row.present?.median, at)), 4),
      width: Math.max(spot.row.name.length * 7.9 + 4, 50),
    }));
    const found = new Map(shown.map((spot) => [spot.row.id, spot]));
    const nodes = placeLabels(items, size).map((label) => {
      const spot = found.get(label.id) as Spot;
      const group = document.createElementNS(NS, "g");
      group.setAttribute("transform", `translate(${label.x.toFixed(1)} ${label.y.toFixed(1)})`);
      group.setAttribute("text-anchor", label.anchor);
      const name = make("text", group, "spot-name");
      name.setAttribute("y", "11");
      name.textContent = spot.row.name;
      const number = make("text", group, "spot-number");
      number.setAttribute("y", "24");
      number.textContent = about(value(spot.row.present?.median, at));
      return group;
    });
    this.names.replaceChildren(...nodes);
  }

  private paintCanvas(at: number, day: string, scale: Scale, size: [number, number]): void {
    const pen = this.ways.length > MOST_SVG ? this.canvas.getContext("2d") : null;
    this.canvas.hidden = pen === null;
    if (pen === null) return;
    const sharp = devicePixelRatio || 1;
    this.canvas.width = size[0] * sharp;
    this.canvas.height = size[1] * sharp;
    pen.scale(sharp, sharp);
    pen.fillStyle = getComputedStyle(this.flows).color;
    pen.strokeStyle = pen.fillStyle;
    for (const way of this.ways) {
      const median = value(way.row.flow.median, at);
      const high = value(way.row.flow.high, at);
      if (high < Math.max(LEAST_FLOW, FAINT * scale.mostFlow)) continue;
      const isClosed = stateOn(way.row, day) === "closed";
      if (isClosed || median < FAINT * scale.mostFlow) {
        pen.globalAlpha = isClosed ? 0.6 : 0.14;
        pen.setLineDash(isClosed ? [5, 4] : []);
        pen.stroke(new Path2D(thread(way.line)));
        continue;
      }
      pen.globalAlpha = 0.16;
      pen.fill(new Path2D(arrow(way.line, scale.width(high))));
      pen.globalAlpha = 0.65;
      pen.fill(new Path2D(arrow(way.line, Math.max(scale.width(median), 0.9))));
    }
  }
}

function wayClass(way: Way, state: WayState, isChosen: boolean): string {
  return `way is-${state}${way.row.irregular ? " is-irregular" : ""}${isChosen ? " is-chosen" : ""}`;
}
