// Beside the map: what was pointed at, or where most people are on the day shown.
import type { CorridorPage, Interval, MapData } from "../api/types";
import { FanChart } from "../charts/fan";
import { Grade, ReportingMark } from "../parts/marks";
import { Shown } from "../parts/loading";
import { t, tw } from "../messages";
import { link } from "../router";
import { useDesk, useGet } from "../state";
import { about, longDay, plainDay, range } from "../words/format";
import type { Chosen } from "./painter";
import { spotsOf, stateOn, value } from "./scene";

export function MapPanel(props: { data: MapData; day: number; chosen: Chosen; choose: (chosen: Chosen) => void }) {
  const { data, day, chosen, choose } = props;
  return (
    <aside class="map-panel" aria-live="polite">
      {chosen.place ? <PlaceCard {...props} id={chosen.place} />
        : chosen.corridor ? <WayCard {...props} id={chosen.corridor} />
          : <Largest data={data} day={day} choose={choose} />}
    </aside>
  );
}

function Largest(props: { data: MapData; day: number; choose: (chosen: Chosen) => void }) {
  const { data, day } = props;
  const rows = spotsOf(data, "country").filter((p) => value(p.present?.median, day) >= 1)
    .sort((a, b) => value(b.present?.median, day) - value(a.present?.median, day)).slice(0, 8);
  const ways = data.corridors.filter((w) => value(w.flow.median, day) >= 1)
    .sort((a, b) => value(b.flow.median, day) - value(a.flow.median, day)).slice(0, 6);
  return (
    <>
      <h2>{t("map.most")}</h2>
      <p class="concept">{t("map.present_concept", { day: plainDay(data.days[day] ?? "") })}</p>
      <ul class="pick-list">
        {rows.map((p) => (
          <li key={p.id}><button type="button" class="row-button" onClick={() => props.choose({ place: p.id, corridor: null })}>
            <span>{p.name}</span>
            <span class="numbers"><strong>{about(value(p.present?.median, day))}</strong> <span class="quiet">{about(value(p.present?.low, day))}–{about(value(p.present?.high, day))}</span></span>
          </button></li>
        ))}
        {rows.length === 0 && <li class="quiet">{t("map.nobody_yet")}</li>}
      </ul>
      <h2>{t("map.busiest")}</h2>
      <p class="concept">{t("map.flow_concept")}</p>
      <ul class="pick-list">
        {ways.map((w) => (
          <li key={w.id}><button type="button" class="row-button" onClick={() => props.choose({ place: null, corridor: w.id })}>
            <span>{w.name}{stateOn(w, data.days[day] ?? "") !== "open" && <em class="state-word"> {tw("state", stateOn(w, data.days[day] ?? ""))}</em>}</span>
            <span class="numbers"><strong>{about(value(w.flow.median, day))}</strong> <span class="quiet">{about(value(w.flow.low, day))}–{about(value(w.flow.high, day))}</span></span>
          </button></li>
        ))}
      </ul>
      {data.rest && <p class="quiet">{t("map.rest", { n: data.rest.n_corridors })}: {about(value(data.rest.flow.median, day))}</p>}
    </>
  );
}

function Back(props: { choose: (chosen: Chosen) => void }) {
  return <button type="button" class="plain back" onClick={() => props.choose({ place: null, corridor: null })}>← {t("map.all_places")}</button>;
}

function PlaceCard(props: { data: MapData; day: number; id: string; choose: (chosen: Chosen) => void }) {
  const { data, day } = props;
  const place = data.places.find((p) => p.id === props.id);
  if (!place) return <Back choose={props.choose} />;
  return (
    <>
      <Back choose={props.choose} />
      <h2>{place.name}</h2>
      {place.present === null ? <ReportingMark reporting="hidden" /> : (
        <>
          <p class="figure-number">{about(value(place.present.median, day))}</p>
          <p>{t("map.between", { low: about(value(place.present.low, day)), high: about(value(place.present.high, day)) })}</p>
        </>
      )}
      <p class="concept">{t("map.present_concept", { day: plainDay(data.days[day] ?? "") })}</p>
      <p><ReportingMark reporting={place.reporting} /></p>
      <Grade letter={place.grade} reason={place.grade_reason} />
      <p class="actions"><a class="button" href={link("place", place.id)}>{t("map.open_place")}</a> <a class="button" href={link("place", place.id, { why: "1" })}>{t("place.why_title")}</a></p>
    </>
  );
}

function Amount(props: { value: Interval }) {
  if (props.value.high < 0.5) return <>0</>;
  return <>{about(props.value.median)} <span class="quiet nowrap">{range(props.value, "–")}</span></>;
}

function WayCard(props: { data: MapData; day: number; id: string; choose: (chosen: Chosen) => void }) {
  const { run } = useDesk();
  const row = props.data.corridors.find((w) => w.id === props.id);
  const loaded = useGet<CorridorPage>(run ? `runs/${encodeURIComponent(run.id)}/corridors/${encodeURIComponent(props.id)}` : null);
  return (
    <>
      <Back choose={props.choose} />
      <h2>{row?.name ?? ""}</h2>
      {row && <p>{t("map.way_line", { mode: tw("mode", row.mode), state: tw("state", stateOn(row, props.data.days[props.day] ?? "")) })}
        {row.capacity !== null && ` ${t("map.capacity", { n: about(row.capacity) })}`}
        {row.irregular && <> <strong class="team-only">{t("map.irregular")}</strong></>}</p>}
      <Shown of={loaded}>{(page) => (
        <>
          <dl class="figure-rows">
            <div><dt>{t("map.passed", { day: longDay(page.as_of) })}</dt><dd><Amount value={page.passed} /></dd></div>
            <div><dt>{t("map.will_pass")}</dt><dd><Amount value={page.will_pass} /></dd></div>
            <div><dt>{t("map.waiting")}</dt><dd><Amount value={page.waiting} /></dd></div>
            <div><dt>{t("map.ordinary")}</dt><dd><Amount value={page.ordinary} /></dd></div>
          </dl>
          <FanChart fan={page.fan} asOf={page.as_of} height={190} />
        </>
      )}</Shown>
    </>
  );
}
