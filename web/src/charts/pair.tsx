// Two futures in one picture: without (dashed, grey) and with the what-if (solid).
import { extent, max } from "d3-array";
import { scaleLinear, scaleUtc } from "d3-scale";
import { area, line } from "d3-shape";
import type { Pair, Quantiles } from "../api/types";
import { t } from "../messages";
import { Table, Twin } from "../parts/twin";
import { about, longDay, toDate } from "../words/format";
import { DayAxis, frameOf, YAxis } from "./axes";
import { useWidth } from "./use-width";

export function PairChart(props: { pair: Pair }) {
  const { pair } = props;
  const [ref, width] = useWidth<HTMLDivElement>(420);
  const frame = frameOf(width, 220);
  const dates = pair.days.map(toDate);
  const [first = new Date(), last = new Date()] = extent(dates);
  const x = scaleUtc([first, last], [frame.left, frame.width - frame.right]);
  const y = scaleLinear([0, max([...pair.without.q95, ...pair.with.q95]) || 1], [frame.height - frame.bottom, frame.top]).nice(4);
  const ribbon = (q: Quantiles): string =>
    area<Date>().x((d) => x(d)).y0((_, i) => y(q.q05[i] ?? 0)).y1((_, i) => y(q.q95[i] ?? 0))(dates) ?? "";
  const middle = (q: Quantiles): string => line<Date>().x((d) => x(d)).y((_, i) => y(q.q50[i] ?? 0))(dates) ?? "";
  const text = (q: Quantiles, i: number): string => `${about(q.q50[i] ?? 0)} (${about(q.q05[i] ?? 0)}–${about(q.q95[i] ?? 0)})`;
  return (
    <figure class="chart pair" ref={ref as never}>
      <figcaption><h3>{pair.title}</h3></figcaption>
      <svg width={width} height={frame.height} role="img" aria-label={t("pair.words", { title: pair.title })}>
        <YAxis y={y} frame={frame} />
        <DayAxis x={x} frame={frame} />
        <path d={ribbon(pair.without)} class="band-without" />
        <path d={ribbon(pair.with)} class="band-with" />
        <path d={middle(pair.without)} class="median-without" />
        <path d={middle(pair.with)} class="median" />
      </svg>
      <p class="readout"><span class="key key-without" />{t("pair.without")} <span class="key key-with" />{t("pair.with")}</p>
      <Twin>
        <Table caption={pair.title} isHidden head={[t("col.day"), t("pair.without"), t("pair.with")]}
          rows={pair.days.map((day, i) => [longDay(day), text(pair.without, i), text(pair.with, i)])} />
      </Twin>
    </figure>
  );
}
