// The shape of a flow: a curved arrow, thin where people set out and full where they arrive, so that its
// direction is seen without colour. Ways there and back bend to opposite sides.

export type Point = [number, number];

export interface Curve {
  points: Point[];
  normals: Point[];
  length: number;
  middle: Point;
}

const SAMPLES = 12;
const BEND = 0.16;
const TAIL = 0.35; // width where people set out, as a part of the full width

/** The line of a flow between two points of the screen, sampled once per zoom. */
export function curve(from: Point, to: Point): Curve {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const length = Math.hypot(dx, dy) || 1;
  const control: Point = [(from[0] + to[0]) / 2 + dy * BEND, (from[1] + to[1]) / 2 - dx * BEND];
  const points: Point[] = [];
  const normals: Point[] = [];
  for (let i = 0; i <= SAMPLES; i += 1) {
    const s = i / SAMPLES;
    const r = 1 - s;
    points.push([
      r * r * from[0] + 2 * r * s * control[0] + s * s * to[0],
      r * r * from[1] + 2 * r * s * control[1] + s * s * to[1],
    ]);
    const tx = 2 * r * (control[0] - from[0]) + 2 * s * (to[0] - control[0]);
    const ty = 2 * r * (control[1] - from[1]) + 2 * s * (to[1] - control[1]);
    const size = Math.hypot(tx, ty) || 1;
    normals.push([-ty / size, tx / size]);
  }
  return { points, normals, length, middle: points[SAMPLES / 2] as Point };
}

/** Outline of an arrow along a curve; `width` in pixels at its full end. */
export function arrow(line: Curve, width: number): string {
  const head = Math.min(3 + width * 1.2, line.length * 0.45);
  const neck = Math.max(1, Math.min(SAMPLES - 1, Math.round(SAMPLES * (1 - head / line.length))));
  const left: string[] = [];
  const right: string[] = [];
  for (let i = 0; i <= neck; i += 1) {
    const half = (width / 2) * (TAIL + (1 - TAIL) * (i / neck));
    const [x, y] = line.points[i] as Point;
    const [nx, ny] = line.normals[i] as Point;
    left.push(`${fixed(x + nx * half)} ${fixed(y + ny * half)}`);
    right.push(`${fixed(x - nx * half)} ${fixed(y - ny * half)}`);
  }
  const [x, y] = line.points[neck] as Point;
  const [nx, ny] = line.normals[neck] as Point;
  const wing = width * 0.85 + Math.min(1.8, width * 0.6);
  const [tipX, tipY] = line.points[SAMPLES] as Point;
  right.reverse();
  return (
    `M${left.join("L")}L${fixed(x + nx * wing)} ${fixed(y + ny * wing)}L${fixed(tipX)} ${fixed(tipY)}` +
    `L${fixed(x - nx * wing)} ${fixed(y - ny * wing)}L${right.join("L")}Z`
  );
}

/** The middle line alone, for closed ways (dashed) and for pointing at a way with a finger. */
export function thread(line: Curve): string {
  return `M${line.points.map(([x, y]) => `${fixed(x)} ${fixed(y)}`).join("L")}`;
}

/** Two short bars across the middle: more people come than can pass. */
export function bars(line: Curve, width: number): string {
  const i = SAMPLES / 2;
  const [nx, ny] = line.normals[i] as Point;
  const reach = width / 2 + 4;
  const stroke = (x: number, y: number): string =>
    `M${fixed(x + nx * reach)} ${fixed(y + ny * reach)}L${fixed(x - nx * reach)} ${fixed(y - ny * reach)}`;
  const [x, y] = line.middle;
  return stroke(x + ny * 2, y - nx * 2) + stroke(x - ny * 2, y + nx * 2);
}

const fixed = (n: number): number => Math.round(n * 10) / 10;

/** A value between two days, for smooth playing. */
export function between(values: number[], at: number): number {
  const day = Math.floor(at);
  const here = values[day] ?? 0;
  const next = values[day + 1] ?? here;
  return here + (next - here) * (at - day);
}
