// Axes of a chart over days: few lines, plain words.
import type { ScaleLinear, ScaleTime } from "d3-scale";
import { short, shortDay } from "../words/format";

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function frameOf(width: number, height = 260): Frame {
  return { width, height, left: width < 480 ? 40 : 48, right: 10, top: 14, bottom: 26 };
}

export function YAxis(props: { y: ScaleLinear<number, number>; frame: Frame; write?: (n: number) => string }) {
  const { y, frame } = props;
  return (
    <g class="axis">
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={frame.left} x2={frame.width - frame.right} y1={y(tick)} y2={y(tick)} class={tick === 0 ? "base" : "grid"} />
          <text x={frame.left - 6} y={y(tick)} dy="0.320em" text-anchor="end">{(props.write ?? short)(tick)}</text>
        </g>
      ))}
    </g>
  );
}

export function DayAxis(props: { x: ScaleTime<number, number>; frame: Frame }) {
  const { x, frame } = props;
  const ticks = x.ticks(Math.max(2, Math.floor((frame.width - frame.left) / 110)));
  return (
    <g class="axis">
      {ticks.map((tick) => (
        <g key={tick.getTime()}>
          <line x1={x(tick)} x2={x(tick)} y1={frame.height - frame.bottom} y2={frame.height - frame.bottom + 4} class="base" />
          <text x={x(tick)} y={frame.height - 7} text-anchor="middle">{shortDay(tick.toISOString())}</text>
        </g>
      ))}
    </g>
  );
}
