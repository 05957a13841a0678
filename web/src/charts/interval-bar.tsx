// A number as a line: 5 to 95 % as a bar, the middle as a dot, "be ready for" and "bad case" as ticks.
// Positions are per cent of the width, so the drawing needs no measuring.
import type { Interval } from "../api/types";
import { t } from "../messages";
import { about, range } from "../words/format";

export function IntervalBar(props: { value: Interval; max: number; min?: number; mark?: number | null; write?: (n: number) => string }) {
  const { value, mark } = props;
  const write = props.write ?? about;
  const min = props.min ?? 0;
  const at = (n: number): string => `${(Math.min(Math.max((n - min) / (props.max - min || 1), 0), 1) * 97 + 1.5).toFixed(2)}%`;
  const words = t("interval.words", { median: write(value.median), low: write(value.low), high: write(value.high) });
  return (
    <svg class="interval-bar" width="100%" height="22" role="img" aria-label={words}>
      {min < 0 && <line x1={at(0)} x2={at(0)} y1="1" y2="21" class="zero-line" />}
      <line x1={at(value.low)} x2={at(value.high)} y1="11" y2="11" class="band" />
      {value.ready_for != null && <line x1={at(value.ready_for)} x2={at(value.ready_for)} y1="5" y2="17" class="tick" />}
      {value.very_high != null && <line x1={at(value.very_high)} x2={at(value.very_high)} y1="7" y2="15" class="tick is-far" />}
      <circle cx={at(value.median)} cy="11" r="5" class="middle" />
      {mark != null && <Diamond x={at(mark)} />}
    </svg>
  );
}

function Diamond(props: { x: string }) {
  return <svg x={props.x} y="11" overflow="visible"><path d="M0-7 6 0 0 7-6 0z" class="reported" /></svg>;
}

export interface IntervalRow {
  key: string;
  label: preact.ComponentChildren;
  value: Interval | null;
  side?: preact.ComponentChildren;
  mark?: number | null;
}

/** Several numbers on one scale, one line each. */
export function IntervalPlot(props: { rows: IntervalRow[]; write?: (n: number) => string; showText?: boolean }) {
  const write = props.write ?? about;
  const values = props.rows.flatMap((row) => (row.value ? [row.value] : []));
  const max = Math.max(1e-9, ...values.map((v) => Math.max(v.high, v.ready_for ?? 0)), ...props.rows.map((row) => row.mark ?? 0));
  const min = Math.min(0, ...values.map((v) => v.low));
  return (
    <ul class="interval-plot">
      {props.rows.map((row) => (
        <li key={row.key}>
          <span class="plot-label">{row.label}</span>
          <span class="plot-bar">
            {row.value && <IntervalBar value={{ ...row.value, very_high: null }} min={min} max={max} mark={row.mark ?? null} write={write} />}
          </span>
          <span class="plot-text">
            {row.value && <><strong>{write(row.value.median)}</strong> <span class="quiet nowrap">{range(row.value, row.value.low < 0 ? t("interval.to") : "–", write)}</span></>}
            {row.side}
          </span>
        </li>
      ))}
    </ul>
  );
}
