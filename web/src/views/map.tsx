// Map: where people are and how they went, day by day from the shock to the end of the outlook.
import { useMemo, useState } from "preact/hooks";
import type { MapData } from "../api/types";
import { useWidth } from "../charts/use-width";
import { Icon } from "../parts/icons";
import { Shown } from "../parts/loading";
import { Table } from "../parts/twin";
import { t, tw } from "../messages";
import { MapFigure, sizeFor } from "../map/map-figure";
import { MapLegend } from "../map/legend";
import { MapPanel } from "../map/panel";
import type { Chosen } from "../map/painter";
import { spotsOf, stateOn, value } from "../map/scene";
import { useTime, type Time } from "../map/use-time";
import { link, replace, type Route } from "../router";
import { useDesk, useGet } from "../state";
import { about, longDay, shortDay, weekDay } from "../words/format";

export function MapView(props: { route: Route }) {
  const { run } = useDesk();
  const loaded = useGet<MapData>(run ? `runs/${encodeURIComponent(run.id)}/map?limit=300` : null);
  return <Shown of={loaded}>{(data) => <MapBody data={data} query={props.route.query} />}</Shown>;
}

function MapBody(props: { data: MapData; query: Record<string, string> }) {
  const { data, query } = props;
  const first = Math.max(0, data.days.indexOf(data.shock));
  const start = data.days.indexOf(query["day"] ?? "");
  const time = useTime(first, data.days.length - 1, start >= 0 ? start : data.days.indexOf(data.as_of));
  const [level, setLevel] = useState<"country" | "single">("country");
  const [chosen, setChosen] = useState<Chosen>({ place: query["place"] ?? null, corridor: query["corridor"] ?? null });
  const day = data.days[time.day] ?? data.as_of;
  const [main, width] = useWidth<HTMLElement>(800);
  const choose = (next: Chosen): void => {
    setChosen(next);
    replace(link("map", null, { day, place: next.place, corridor: next.corridor }));
  };
  const all = useMemo(() => spotsOf(data, "country"), [data]);
  const largest = [...all].sort((a, b) => value(b.present?.median, time.day) - value(a.present?.median, time.day))[0];
  return (
    <>
      <h1>{largest && value(largest.present?.median, time.day) >= 1
        ? t(day > data.as_of ? "map.sentence_ahead" : "map.sentence", { day: longDay(day), place: largest.name, n: about(value(largest.present?.median, time.day)), low: about(value(largest.present?.low, time.day)), high: about(value(largest.present?.high, time.day)) })
        : t("map.sentence_none", { day: longDay(day) })}</h1>
      <div class="map-layout">
        <section class="map-main" ref={main} aria-label={tw("view", "map")}>
          <MapFigure data={data} at={time.at} level={level} chosen={chosen} choose={choose} />
          <Scrubber data={data} time={time} settle={() => replace(link("map", null, { day, place: chosen.place, corridor: chosen.corridor }))} />
          <div class="map-under">
            <div class="segments" role="group" aria-label={t("map.level")}>
              {(["country", "single"] as const).map((name) => (
                <button key={name} type="button" aria-pressed={level === name} onClick={() => setLevel(name)}>{tw("map_level", name)}</button>
              ))}
            </div>
            <MapLegend data={data} level={level} size={sizeFor(width)} />
          </div>
        </section>
        <MapPanel data={data} day={time.day} chosen={chosen} choose={choose} />
      </div>
      <MapTables data={data} day={time.day} level={level} />
    </>
  );
}

function Scrubber(props: { data: MapData; time: Time; settle: () => void }) {
  const { data, time } = props;
  const first = Math.max(0, data.days.indexOf(data.shock));
  const last = data.days.length - 1;
  const moving = useMemo(() => {
    const homes = new Set(data.places.filter((p) => p.kind === "origin" || p.kind === "town").map((p) => p.id));
    const out = data.corridors.filter((way) => homes.has(way.from) && !homes.has(way.to));
    return data.days.map((_, i) => out.reduce((sum, way) => sum + (way.flow.median[i] ?? 0), 0)).slice(first);
  }, [data, first]);
  const most = Math.max(1, ...moving);
  const now = data.days.indexOf(data.as_of);
  const part = (i: number): number => ((i - first) / Math.max(1, last - first)) * 100;
  const day = data.days[time.day] ?? "";
  const words = `${weekDay(day)}${day > data.as_of ? ` (${t("map.forecast")})` : ""}`;
  return (
    <div class="scrubber">
      <button type="button" class="play" aria-label={time.isPlaying ? t("map.pause") : t("map.play")} onClick={time.toggle}>
        <Icon name={time.isPlaying ? "pause" : "play"} size={20} />
      </button>
      <div class="scrub-track">
        <svg class="scrub-shape" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
          <rect x={part(now)} y="0" width={100 - part(now)} height="20" class="ahead" />
          <path d={`M0 20${moving.map((n, i) => `L${((i / (moving.length - 1)) * 100).toFixed(2)} ${(20 - (n / most) * 18).toFixed(2)}`).join("")}L100 20Z`} />
        </svg>
        <input type="range" min={first} max={last} step={1} value={time.day} aria-label={t("map.day")} aria-valuetext={words}
          onInput={(event) => time.go(Number(event.currentTarget.value))} onChange={props.settle} />
        <div class="scrub-ends" aria-hidden="true"><span>{t("map.shock", { day: shortDay(data.shock) })}</span><span>{shortDay(data.days[last] ?? "")}</span></div>
      </div>
      <output class={`scrub-day${day > data.as_of ? " is-ahead" : ""}`}>{weekDay(day)}<small>{day > data.as_of ? t("map.forecast") : t("map.estimate")}</small></output>
    </div>
  );
}

function MapTables(props: { data: MapData; day: number; level: "country" | "single" }) {
  const { data, day, level } = props;
  const [isOpen, setOpen] = useState(false);
  const places = isOpen ? spotsOf(data, level).filter((p) => value(p.present?.high, day) >= 1)
    .sort((a, b) => value(b.present?.median, day) - value(a.present?.median, day)) : [];
  const ways = isOpen ? data.corridors.filter((w) => value(w.flow.high, day) >= 1)
    .sort((a, b) => value(b.flow.median, day) - value(a.flow.median, day)) : [];
  const date = data.days[day] ?? "";
  return (
    <details class="twin" onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{t("map.tables", { day: longDay(date) })}</summary>
      {isOpen && (
        <div class="two">
          <Table caption={t("map.table_places")} head={[t("col.place"), t("col.median"), "5 %", "95 %", t("col.evidence"), t("col.counting")]} numeric={[1, 2, 3]}
            rows={places.map((p) => [<a href={link("place", p.id)}>{p.name}</a>, about(value(p.present?.median, day)), about(value(p.present?.low, day)), about(value(p.present?.high, day)), p.grade ?? "–", tw("reporting", p.reporting)])} />
          <Table caption={t("map.table_ways")} head={[t("col.way"), t("col.median"), "5 %", "95 %", t("col.state")]} numeric={[1, 2, 3]}
            rows={[...ways.map((w) => [w.name, about(value(w.flow.median, day)), about(value(w.flow.low, day)), about(value(w.flow.high, day)), tw("state", stateOn(w, date))]),
              ...(data.rest ? [[t("map.rest", { n: data.rest.n_corridors }), about(value(data.rest.flow.median, day)), about(value(data.rest.flow.low, day)), about(value(data.rest.flow.high, day)), ""]] : [])]} />
        </div>
      )}
    </details>
  );
}

