// A fan chart: the middle, the 50 % and 90 % bands, a few single histories, and the reports on top of them.
// A cursor follows the mouse or the arrow keys and says the numbers of its day.
import { extent, max, min } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import { useMemo, useState } from "preact/hooks";
import type { Fan, Mark } from "../api/types";
import { t } from "../messages";
import { Table, Twin } from "../parts/twin";
import { about, exact, longDay, period, shortDay, signed, toDate, weekDay } from "../words/format";
import { DayAxis, frameOf, YAxis } from "./axes";
import { useWidth } from "./use-width";

type Point = [Date, number, number];

function inView(mark: Mark, days: string[]): boolean {
  return mark.end >= (days[0] ?? "") && mark.start <= (days[days.length - 1] ?? "");
}

export function FanChart(props: { fan: Fan; asOf: string; height?: number; heading?: "h2" | "h3" }) {
  const { fan, asOf } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const frame = frameOf(width, props.height ?? (width < 480 ? 230 : 280));
  const dates = useMemo(() => fan.days.map(toDate), [fan]);
  const marks = fan.reports.filter((mark) => inView(mark, fan.days));
  const [first = new Date(), last = new Date()] = extent(dates);
  const x = scaleUtc([first, last], [frame.left, frame.width - frame.right]);
  const highest = max([max(fan.q95) ?? 0, max(marks.filter((m) => m.comparable), (m) => m.value) ?? 0]) ?? 1;
  const lowest = Math.min(0, min(fan.q05) ?? 0);
  const y = scaleLinear([lowest, highest || 1], [frame.height - frame.bottom, frame.top]).nice(4);
  const ribbon = area<Point>().x((d) => x(d[0])).y0((d) => y(d[1])).y1((d) => y(d[2]));
  const stroke = line<[Date, number]>().x((d) => x(d[0])).y((d) => y(Math.min(d[1], y.domain()[1] ?? d[1])));
  const pair = (a: number[], b: number[]): Point[] => dates.map((d, i) => [d, a[i] ?? 0, b[i] ?? 0]);
  const single = (a: number[]): [Date, number][] => dates.map((d, i) => [d, a[i] ?? 0]);
  const now = x(toDate(asOf));
  const day = at === null ? null : fan.days[at] ?? null;
  const Heading = props.heading ?? "h3";
  const readout = day === null || at === null ? null : t("fan.readout", {
    day: weekDay(day), median: about(fan.q50[at] ?? 0), low: about(fan.q05[at] ?? 0), high: about(fan.q95[at] ?? 0),
  });
  const move = (event: PointerEvent): void => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const time = x.invert(event.clientX - box.left).getTime();
    setAt(nearest(dates, time));
  };
  const key = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 7, PageUp: -7 }[event.key];
    const from = at ?? Math.max(0, fan.days.indexOf(asOf));
    if (step !== undefined) setAt(Math.min(Math.max(from + step, 0), dates.length - 1));
    else if (event.key === "Home") setAt(0);
    else if (event.key === "End") setAt(dates.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <figure class="chart" ref={ref as never}>
      <figcaption>
        <Heading>{fan.title}</Heading>
        <p class="concept">{fan.concept} · {t("shell.as_of_short", { day: shortDay(asOf) })}</p>
      </figcaption>
      <svg width={width} height={frame.height} class="fan" role="slider" tabindex={0} aria-label={t("fan.cursor", { title: fan.title })}
        aria-valuemin={0} aria-valuemax={dates.length - 1} aria-valuenow={at ?? Math.max(0, fan.days.indexOf(asOf))}
        aria-valuetext={readout ?? t("fan.keys")} onPointerMove={move} onPointerLeave={() => setAt(null)} onKeyDown={key}>
        <rect x={now} y={frame.top} width={Math.max(0, frame.width - frame.right - now)} height={frame.height - frame.top - frame.bottom} class="ahead" />
        <YAxis y={y} frame={frame} />
        <DayAxis x={x} frame={frame} />
        <path d={ribbon(pair(fan.q05, fan.q95)) ?? ""} class="band-90" />
        <path d={ribbon(pair(fan.q25, fan.q75)) ?? ""} class="band-50" />
        {fan.paths.map((path, i) => <path key={i} d={stroke(single(path)) ?? ""} class="history" />)}
        <path d={stroke(single(fan.q50)) ?? ""} class="median" />
        <line x1={now} x2={now} y1={frame.top} y2={frame.height - frame.bottom} class="now-line" />
        <text x={now + 5} y={frame.top + 9} class="now-text">{t("fan.forecast")}</text>
        {marks.map((mark) => <ReportMark key={mark.id} mark={mark} x={(d) => x(toDate(d))} y={(n) => y(n)} top={y.domain()[1] ?? 0} frame={[frame.left, frame.width - frame.right]} />)}
        {at !== null && dates[at] && (
          <g class="cursor">
            <line x1={x(dates[at] as Date)} x2={x(dates[at] as Date)} y1={frame.top} y2={frame.height - frame.bottom} />
            <circle cx={x(dates[at] as Date)} cy={y(fan.q50[at] ?? 0)} r="4" />
          </g>
        )}
      </svg>
      <p class="readout" aria-hidden="true">{readout ?? t("fan.legend")}</p>
      {marks.length > 0 && <Residuals marks={marks} />}
      <Twin>
        <Table caption={fan.title} isHidden head={[t("col.day"), t("col.median"), "5 %", "25 %", "75 %", "95 %"]}
          rows={fan.days.map((d, i) => [longDay(d), ...[fan.q50, fan.q05, fan.q25, fan.q75, fan.q95].map((q) => about(q[i] ?? 0))])} />
      </Twin>
    </figure>
  );
}

function nearest(dates: Date[], time: number): number {
  let best = 0;
  dates.forEach((date, i) => {
    if (Math.abs(date.getTime() - time) < Math.abs((dates[best] as Date).getTime() - time)) best = i;
  });
  return best;
}

function ReportMark(props: { mark: Mark; x: (day: string) => number; y: (n: number) => number; top: number; frame: [number, number] }) {
  const { mark, top } = props;
  const inside = (n: number): number => Math.min(Math.max(n, props.frame[0]), props.frame[1]);
  const x1 = inside(props.x(mark.start));
  const x2 = inside(props.x(mark.end));
  const high = props.y(Math.min(mark.high ?? mark.value, top));
  const low = props.y(Math.min(mark.low ?? mark.value, top));
  const y = props.y(Math.min(mark.value, top));
  const middle = (x1 + x2) / 2;
  return (
    <g class={mark.comparable ? "report" : "report is-other"}>
      <title>{`${mark.id}. ${mark.label}: ${exact(mark.value)}. ${mark.residual_words}`}</title>
      <line x1={x1} x2={x2} y1={y} y2={y} />
      {high !== low && <line x1={middle} x2={middle} y1={low} y2={high} />}
      {mark.value > top ? <path d={`M${middle - 5} ${y + 8}h10l-5-8z`} /> : <path d={`M${middle} ${y - 5}l5 5-5 5-5-5z`} />}
    </g>
  );
}

/** The reports of a chart in words: what was said, what was expected, how far off. */
function Residuals(props: { marks: Mark[] }) {
  return (
    <details class="twin">
      <summary>{t("fan.reports", { n: props.marks.length })}</summary>
      <Table caption={t("fan.reports", { n: props.marks.length })} isHidden numeric={[2, 3, 4]}
        head={[t("col.report"), t("col.period"), t("col.said"), t("col.expected"), t("col.residual"), t("col.reading")]}
        rows={props.marks.map((mark) => [
          <a href={`#/evidence?report=${encodeURIComponent(mark.id)}`}>{mark.id}</a>,
          period(mark.start, mark.end),
          exact(mark.value),
          mark.expected ? `${about(mark.expected[1] ?? 0)} (${about(mark.expected[0] ?? 0)}–${about(mark.expected[2] ?? 0)})` : "–",
          mark.residual === null ? "–" : (Math.abs(mark.residual) < 10 ? `${mark.residual > 0 ? "+" : ""}${exact(mark.residual, 1)}` : signed(mark.residual)),
          `${mark.label}${mark.residual_words ? `. ${mark.residual_words}` : ""}`,
        ])} />
    </details>
  );
}
