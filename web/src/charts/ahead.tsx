// Three lines ahead: likely, be ready for, bad case; told apart by dashes and names at their ends, not by colour.
import { extent, max } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import { t } from "../messages";
import { about, toDate } from "../words/format";
import { DayAxis, frameOf, YAxis } from "./axes";
import { useWidth } from "./use-width";

export type Named = ["likely" | "ready_for" | "bad_case", number[]];

export function FanAhead(props: { title: string; days: string[]; lines: Named[]; level: number | null }) {
  const [ref, width] = useWidth<HTMLDivElement>(420);
  const frame = { ...frameOf(width, 210), right: 12 };
  const dates = props.days.map(toDate);
  const [first = new Date(), last = new Date()] = extent(dates);
  const x = scaleUtc([first, last], [frame.left, frame.width - frame.right]);
  const top = max([...props.lines.flatMap(([, values]) => values), props.level ?? 0]) || 1;
  const y = scaleLinear([0, top], [frame.height - frame.bottom, frame.top]).nice(4);
  const path = (values: number[]): string => line<Date>().x((d) => x(d)).y((_, i) => y(values[i] ?? 0))(dates) ?? "";
  const [, low] = props.lines[0] ?? ["likely", []];
  const [, high] = props.lines[props.lines.length - 1] ?? ["bad_case", []];
  const between = area<Date>().x((d) => x(d)).y0((_, i) => y(low[i] ?? 0)).y1((_, i) => y(high[i] ?? 0))(dates) ?? "";
  const words = { likely: t("needs.likely"), ready_for: t("interval.ready_for"), bad_case: t("interval.bad_case") };
  return (
    <div ref={ref}>
      <svg width={width} height={frame.height} role="img" aria-label={t("needs.chart_words", { title: props.title })}>
        <YAxis y={y} frame={frame} />
        <DayAxis x={x} frame={frame} />
        <path d={between} class="band-90" />
        {props.level !== null && <path d={`M${frame.left} ${y(props.level)}H${frame.width - frame.right}`} class="level-line" />}
        {props.lines.map(([name, values]) => <path key={name} d={path(values)} class={`ahead-line is-${name}`} />)}
      </svg>
      <p class="readout">{props.lines.map(([name]) => <span key={name} class="nowrap"><svg width="26" height="8" aria-hidden="true"><path d="M1 4h24" class={`ahead-line is-${name}`} /></svg> {words[name]} </span>)}
        {props.level !== null && <span class="nowrap"><svg width="26" height="8" aria-hidden="true"><path d="M1 4h24" class="level-line" /></svg> {t("needs.have", { n: about(props.level) })}</span>}</p>
    </div>
  );
}
