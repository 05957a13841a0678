// Place: how many, since when, who, from where and onward; and why.
import { useEffect, useState } from "preact/hooks";
import { get } from "../api/client";
import type { Interval, Job, PlacePage, PlaceRow, Way, Why } from "../api/types";
import { FanChart } from "../charts/fan";
import { IntervalPlot } from "../charts/interval-bar";
import { t, tw } from "../messages";
import { FigureCard } from "../parts/figure-card";
import { JobProgress, useJob } from "../parts/job";
import { Refusal, Shown } from "../parts/loading";
import { GradeMark, NoNumber, ReportingMark } from "../parts/marks";
import { Table, Twin } from "../parts/twin";
import { link, type Route } from "../router";
import { useDesk, useGet } from "../state";
import { about, longDay, percent, plainDay, range, signed } from "../words/format";

export function PlaceView(props: { route: Route }) {
  const { run } = useDesk();
  const base = run ? `runs/${encodeURIComponent(run.id)}` : null;
  const places = useGet<PlaceRow[]>(base && `${base}/places`);
  return (
    <Shown of={places}>{(rows) => {
      const name = props.route.name;
      if (name === null) return <AllPlaces rows={rows} />;
      return (
        <>
          <PlaceChooser rows={rows} chosen={name} />
          <OnePlace key={name} name={name} row={rows.find((r) => r.id === name) ?? null} isWhy={props.route.query["why"] === "1"} />
        </>
      );
    }}</Shown>
  );
}

function PlaceChooser(props: { rows: PlaceRow[]; chosen: string }) {
  const countries = props.rows.filter((r) => r.part_of === null);
  return (
    <label class="chooser">
      <span>{t("place.choose")}</span>
      <select value={props.chosen} onChange={(event) => { location.hash = link("place", event.currentTarget.value); }}>
        {!props.rows.some((r) => r.id === props.chosen) && <option value={props.chosen}>{props.chosen}</option>}
        {countries.map((country) => {
          const parts = props.rows.filter((r) => r.part_of === country.name);
          return [
            <option key={country.id} value={country.id}>{country.name}</option>,
            ...parts.map((part) => <option key={part.id} value={part.id}>{`\u2003${part.name}`}</option>),
          ];
        })}
      </select>
    </label>
  );
}

function AllPlaces(props: { rows: PlaceRow[] }) {
  return (
    <>
      <h1>{t("place.all")}</h1>
      <p class="quiet">{t("place.all_help")}</p>
      <IntervalPlot rows={props.rows.filter((r) => r.part_of === null).map((p) => ({
        key: p.id, value: p.present,
        label: <><a href={link("place", p.id)}>{p.name}</a> <GradeMark letter={p.grade} /></>,
        side: p.present === null ? <NoNumber reporting={p.reporting} /> : <ReportingMark reporting={p.reporting} note={p.reporting_note} />,
      }))} />
      <Twin>
        <Table caption={t("place.all")} isHidden numeric={[1, 2, 3]}
          head={[t("col.place"), t("col.now"), t("interval.ninety"), t("col.change"), t("col.evidence"), t("col.counting")]}
          rows={props.rows.map((p) => [
            <a href={link("place", p.id)}>{p.part_of ? `${p.part_of}: ${p.name}` : p.name}</a>,
            p.present ? about(p.present.median) : "", p.present ? range(p.present, "–") : "",
            p.change ? `${signed(p.change.median)} (${signed(p.change.low)} – ${signed(p.change.high)})` : "",
            p.grade, <ReportingMark reporting={p.reporting} />,
          ])} />
      </Twin>
    </>
  );
}

function OnePlace(props: { name: string; row: PlaceRow | null; isWhy: boolean }) {
  const { run } = useDesk();
  const loaded = useGet<PlacePage>(run ? `runs/${encodeURIComponent(run.id)}/places/${encodeURIComponent(props.name)}` : null);
  return (
    <Shown of={loaded}>{(page) => (
      <>
        <h1 class="sentence">{sentence(page)}</h1>
        <div class="place-top">
          <FigureCard label={t("place.present", { place: page.name, day: plainDay(page.as_of) })} concept={page.fans[0]?.concept ?? ""} value={page.present} grade={page.grade}
            gradeReason={page.grade_reason} reporting={page.reporting} asOf={page.as_of} />
          <FigureCard label={t("place.at_end", { day: plainDay(run?.horizon_end ?? "") })} concept={t("place.at_end_concept")} value={page.present_at_end} grade={null}
            gradeReason="" reporting="reported" asOf={page.as_of} />
          <Chances page={page} />
        </div>
        <WhyPart page={page} isAsked={props.isWhy} />
        <div class="charts">{page.fans.map((fan) => <FanChart key={fan.title} fan={fan} asOf={page.as_of} heading="h2" />)}</div>
        <Groups page={page} />
        <div class="two">
          <Ways title={t("place.incoming", { place: page.name })} rows={page.incoming} asOf={page.as_of} />
          <Ways title={t("place.onward", { place: page.name })} rows={page.onward} asOf={page.as_of} />
        </div>
      </>
    )}</Shown>
  );
}

function sentence(page: PlacePage): string {
  const gaps = { place: page.name, day: plainDay(page.as_of), n: about(page.present.median), low: about(page.present.low), high: about(page.present.high) };
  return t(page.reporting === "nobody_publishes" ? "place.sentence_silent" : "place.sentence", gaps);
}

function Chances(props: { page: PlacePage }) {
  if (props.page.thresholds.length === 0) return null;
  return (
    <section class="figure-card" aria-labelledby="chances">
      <h2 id="chances" class="card-title">{t("place.chances")}</h2>
      <ul class="chances">
        {props.page.thresholds.map((row) => (
          <li key={row.label}>
            <span>{row.label}</span><strong>{percent(row.chance)}</strong>
            <meter min={0} max={1} value={row.chance} aria-label={row.label}>{percent(row.chance)}</meter>
          </li>
        ))}
      </ul>
      <p class="concept">{t("place.chances_concept")}</p>
    </section>
  );
}

function Groups(props: { page: PlacePage }) {
  const { groups } = props.page;
  if (groups.length === 0) return null;
  const rows = [...groups].sort((a, b) => b.share.median - a.share.median);
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">{t("place.groups")}</h2>
      <p class="concept">{t("place.groups_concept", { day: longDay(props.page.as_of) })}</p>
      <IntervalPlot write={percent} rows={rows.map((g) => ({ key: g.name, label: g.name, value: g.share }))} />
      <Twin>
        <Table caption={t("place.groups")} isHidden head={[t("col.group"), t("col.share"), t("interval.ninety"), t("col.people"), t("interval.ninety")]}
          rows={rows.map((g) => [g.name, percent(g.share.median), range(g.share, "–", percent), about(g.present.median), range(g.present, "–")])} />
      </Twin>
    </section>
  );
}

function Ways(props: { title: string; rows: Way[]; asOf: string }) {
  const rows = props.rows.filter((r) => r.flow.high >= 1 || r.flow_ahead.high >= 1).sort((a, b) => b.flow.median - a.flow.median);
  return (
    <section>
      <h2>{props.title}</h2>
      <p class="concept">{t("place.ways_concept", { day: longDay(props.asOf) })}</p>
      {rows.length === 0 ? <p class="quiet">{t("place.no_ways")}</p> : (
        <>
          <IntervalPlot rows={rows.slice(0, 8).map((r) => ({ key: r.corridor, value: r.flow, label: <a href={link("map", null, { corridor: r.corridor })}>{r.name}</a> }))} />
          <Twin>
            <Table caption={props.title} isHidden head={[t("col.way"), t("col.passed"), t("interval.ninety"), t("col.will_pass"), t("interval.ninety")]}
              rows={rows.map((r) => [r.name, about(r.flow.median), range(r.flow, "–"), about(r.flow_ahead.median), range(r.flow_ahead, "–")])} />
          </Twin>
        </>
      )}
    </section>
  );
}

/** Why is the number what it is? Worked out on demand: it fits again without each issuer. */
function WhyPart(props: { page: PlacePage; isAsked: boolean }) {
  const { run } = useDesk();
  const [why, setWhy] = useState<Why | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const path = `runs/${encodeURIComponent(run?.id ?? "")}/why?place=${encodeURIComponent(props.page.name)}&day=${props.page.as_of}`;
  const [job, setJob] = useJob((ended) => {
    if (ended.state === "done") void ask();
    else if (ended.state === "failed") setTrouble(ended.error ?? "");
  });
  const ask = async (): Promise<void> => {
    setTrouble(null);
    try {
      const found = await get<Why | { job: Job }>(path);
      if ("job" in found) setJob(found.job);
      else { setWhy(found); setJob(null); }
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  };
  useEffect(() => { if (props.isAsked) void ask(); }, [props.isAsked]);
  return (
    <section class="why" aria-labelledby="why">
      <div class="why-head">
        <h2 id="why">{t("place.why_title")}</h2>
        {why === null && job === null && <button type="button" onClick={() => void ask()}>{t("place.why")}</button>}
        <a href={link("evidence", null, { place: props.page.name })}>{t("place.reports_here", { n: props.page.reports.length })}</a>
      </div>
      {job && <JobProgress job={job} />}
      {trouble && <Refusal message={trouble} />}
      {why && <WhyFound why={why} />}
    </section>
  );
}

/** The words up to the first blank line; what follows repeats the single reports, which have their own list. */
const opening = (words: string[]): string[] => {
  const blank = words.indexOf("");
  return words.slice(0, blank > 0 ? blank : 8).filter(Boolean);
};

function WhyFound(props: { why: Why }) {
  const { why } = props;
  const all: Interval = why.compared;
  const reports = why.reports.filter((r) => r.words.length > 0);
  return (
    <div class="why-found">
      <ul class="plain-list">{opening(why.words).map((text) => <li key={text}>{text}</li>)}</ul>
      {why.without_issuer.length > 0 && (
        <>
          <h3>{t("place.without_issuer")}</h3>
          <p class="concept">{t("place.without_concept", { n: why.members, chance: about(why.chance) })}</p>
          <IntervalPlot rows={[
            { key: "all", label: <strong>{t("place.with_all")}</strong>, value: all },
            ...why.without_issuer.slice(0, 8).map((row) => ({ key: row.issuer, label: t("place.without_one", { issuer: row.issuer }), value: row.value, side: <span class="quiet nowrap">{t("place.moved", { n: signed(row.moved) })}</span> })),
          ]} />
          <Twin>
            <Table caption={t("place.without_issuer")} isHidden head={[t("col.issuer"), t("col.reports"), t("col.median"), t("interval.ninety"), t("col.moved")]}
              rows={why.without_issuer.map((row) => [row.issuer, row.reports, about(row.value.median), range(row.value, "–"), signed(row.moved)])} />
          </Twin>
        </>
      )}
      {reports.length > 0 && (
        <details class="twin">
          <summary>{t("place.how_read", { n: reports.length })}</summary>
          <ul class="plain-list">{reports.map((r) => (
            <li key={r.report}><a href={link("evidence", null, { report: r.report })}>{r.report}</a> {r.issuer}, {tw("measure", r.measure)}: {r.figure}. {r.words.join(" ")}</li>
          ))}</ul>
        </details>
      )}
      {why.would_narrow.length > 0 && (
        <>
          <h3>{t("place.narrow")}</h3>
          <ul class="plain-list">{why.would_narrow.map((row) => <li key={row.text}>{row.text}</li>)}</ul>
        </>
      )}
    </div>
  );
}
