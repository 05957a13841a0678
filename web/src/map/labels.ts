// Names on the map without overlaps: the largest places choose first, each among a few positions.

export interface Labelled {
  id: string;
  x: number;
  y: number;
  radius: number;
  width: number;
  height: number;
}

export interface Placed {
  id: string;
  x: number;
  y: number;
  anchor: "start" | "end" | "middle";
}

type Box = [number, number, number, number];

const cross = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

export function placeLabels(items: Labelled[], size: [number, number]): Placed[] {
  const taken: Box[] = items.slice(0, 14).map((i) => [i.x - i.radius, i.y - i.radius, i.x + i.radius, i.y + i.radius]);
  const placed: Placed[] = [];
  for (const item of items) {
    const gap = item.radius + 4;
    const options: [Placed, Box][] = [
      choice(item, "start", item.x + gap, item.y - item.height / 2),
      choice(item, "end", item.x - gap, item.y - item.height / 2),
      choice(item, "middle", item.x, item.y + gap),
      choice(item, "middle", item.x, item.y - gap - item.height),
    ];
    const own: Box = [item.x - item.radius, item.y - item.radius, item.x + item.radius, item.y + item.radius];
    const free = options.find(([, box]) =>
      box[0] >= 2 && box[1] >= 2 && box[2] <= size[0] - 2 && box[3] <= size[1] - 2 &&
      taken.every((other) => sameBox(other, own) || !cross(box, other)));
    if (!free) continue;
    placed.push(free[0]);
    taken.push(free[1]);
  }
  return placed;
}

const sameBox = (a: Box, b: Box): boolean => a.every((n, i) => n === b[i]);

function choice(item: Labelled, anchor: Placed["anchor"], x: number, y: number): [Placed, Box] {
  const left = anchor === "start" ? x : anchor === "end" ? x - item.width : x - item.width / 2;
  return [{ id: item.id, x, y, anchor }, [left, y, left + item.width, y + item.height]];
}
