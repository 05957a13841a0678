// Now: the sentence, three numbers, what changed, the last forecast beside what happened.
import type { Now, PlaceRow } from "../api/types";
import { IntervalPlot } from "../charts/interval-bar";
import { t } from "../messages";
import { CopyLines } from "../parts/copy-lines";
import { FigureCard } from "../parts/figure-card";
import { Shown } from "../parts/loading";
import { GradeMark, NoNumber, ReportingMark } from "../parts/marks";
import { Table, Twin } from "../parts/twin";
import { link } from "../router";
import { useDesk, useGet } from "../state";
import { about, exact, longDay, plainDay, range, shortDay } from "../words/format";

export function NowView() {
  const { run } = useDesk();
  const base = run ? `runs/${encodeURIComponent(run.id)}` : null;
  const now = useGet<Now>(base && `${base}/now`);
  const places = useGet<PlaceRow[]>(base && `${base}/places`);
  if (run === null) return <div class="nothing"><h1>{t("now.no_run")}</h1><p>{t("now.no_run_help")}</p></div>;
  return <Shown of={now}>{(data) => <NowBody data={data} places={places.data ?? []} />}</Shown>;
}

function NowBody(props: { data: Now; places: PlaceRow[] }) {
  const { data, places } = props;
  const [first, ...others] = data.sentences.length ? data.sentences : [data.sentence];
  return (
    <>
      {data.example && data.example_note && <p class="example-note">{data.example_note}</p>}
      <p class="over">{data.title}</p>
      <h1 class="sentence">{first}</h1>
      {others.length > 0 && <ul class="sentences">{others.map((text) => <Sentence key={text} text={text} places={places} />)}</ul>}
      <p class="quiet reading-help">{data.how_to_read} {t("now.counts", { read: data.counts.read, used: data.counts.used, against: data.counts.contradicting, members: exact(data.counts.members) })} <a href={link("evidence")}>{t("now.see_evidence")}</a></p>
      <section aria-labelledby="three">
        <h2 id="three">{t("now.three")}</h2>
        <div class="cards">
          {data.headline.map((row) => (
            <FigureCard key={row.id} label={row.label} concept={row.concept} value={row.value} grade={row.grade} gradeReason={row.grade_reason} reporting={row.reporting} asOf={data.as_of}>
              <p><a href={row.place ? link("place", row.place, { why: "1" }) : link("evidence")}>{row.place ? t("place.why_title") : t("now.reports_behind")}</a></p>
            </FigureCard>
          ))}
        </div>
      </section>
      {places.length > 0 && <Where places={places} asOf={data.as_of} end={data.horizon_end} />}
      <div class="two">
        <Changed data={data} />
        <Before data={data} />
      </div>
      <div class="two">
        <Events data={data} />
        <section aria-labelledby="chat"><h2 id="chat">{t("now.chat")}</h2><CopyLines lines={data.chat} /></section>
      </div>
      <section aria-labelledby="assumed">
        <h2 id="assumed">{t("now.assumptions")}</h2>
        <ul class="plain-list">{data.assumptions.map((text) => <li key={text}>{text}</li>)}</ul>
        <p class="misuse">{data.misuse}</p>
      </section>
    </>
  );
}

/** A sentence about a place leads to that place. */
function Sentence(props: { text: string; places: PlaceRow[] }) {
  const place = props.places.find((row) => row.part_of === null && row.focus && props.text.includes(row.name));
  if (!place) return <li>{props.text}</li>;
  return <li><a href={link("place", place.id, { why: "1" })}>{props.text}</a></li>;
}

function Where(props: { places: PlaceRow[]; asOf: string; end: string }) {
  const rows = props.places.filter((p) => p.part_of === null)
    .sort((a, b) => (b.present?.median ?? 0) - (a.present?.median ?? 0));
  const shown = rows.slice(0, 10);
  return (
    <section aria-labelledby="where">
      <h2 id="where">{t("now.where")}</h2>
      <p class="concept">{t("map.present_concept", { day: longDay(props.asOf) })}</p>
      <IntervalPlot rows={shown.map((p) => ({
        key: p.id, value: p.present,
        label: <><a href={link("place", p.id)}>{p.name}</a> <GradeMark letter={p.grade} /></>,
        side: p.present === null ? <NoNumber reporting={p.reporting} /> : <ReportingMark reporting={p.reporting} note={p.reporting_note} />,
      }))} />
      <Twin title={t("now.where_table", { n: rows.length })}>
        <Table caption={t("now.where")} isHidden numeric={[1, 2, 3, 4, 5]}
          head={[t("col.place"), t("col.now"), t("interval.ninety"), t("interval.ready_for"), t("interval.bad_case"), t("col.at_end", { day: plainDay(props.end) }), t("col.evidence"), t("col.counting")]}
          rows={rows.map((p) => [
            <a href={link("place", p.id)}>{p.name}</a>,
            p.present ? about(p.present.median) : <NoNumber reporting={p.reporting} />,
            p.present ? range(p.present, "–") : "", p.present?.ready_for != null ? about(p.present.ready_for) : "", p.present?.very_high != null ? about(p.present.very_high) : "",
            p.present_at_end ? `${about(p.present_at_end.median)} (${range(p.present_at_end, "–")})` : "",
            `${p.grade}. ${p.grade_reason}`, <ReportingMark reporting={p.reporting} note={p.reporting_note} />,
          ])} />
      </Twin>
    </section>
  );
}

function Changed(props: { data: Now }) {
  const { changed } = props.data;
  return (
    <section aria-labelledby="changed">
      <h2 id="changed">{t("now.changed")}</h2>
      {changed.length === 0 ? <p class="quiet">{t("now.nothing_changed")}</p>
        : <ul class="plain-list">{changed.map((row) => <li key={row.text}>{row.text}</li>)}</ul>}
    </section>
  );
}

function Before(props: { data: Now }) {
  const { previous } = props.data;
  return (
    <section aria-labelledby="before">
      <h2 id="before">{t("now.before")}</h2>
      {previous === null || previous.rows.length === 0 ? <p class="quiet">{t("now.no_before")}</p> : (
        <>
          <p>{previous.title}.</p>
          <ul class="checks">
            {previous.rows.slice(0, 5).map((row) => (
              <li key={row.report + row.label}>
                <p><a href={link("evidence", null, { report: row.report })}>{row.label}</a></p>
                <p class={row.inside ? "verdict" : "verdict is-off"}><span aria-hidden="true">{row.inside ? "✓" : "✕"}</span> {t(row.inside ? "now.said_inside" : "now.said_outside", { said: about(row.said.median), low: about(row.said.low), high: about(row.said.high), happened: exact(row.happened) })}</p>
              </li>
            ))}
          </ul>
          <Twin>
            <Table caption={previous.title} isHidden head={[t("col.figure"), t("col.forecast"), t("interval.ninety"), t("col.happened"), t("col.report")]}
              rows={previous.rows.map((row) => [row.label, about(row.said.median), range(row.said, "–"), exact(row.happened), <a href={link("evidence", null, { report: row.report })}>{row.report}</a>])} />
          </Twin>
        </>
      )}
    </section>
  );
}

function Events(props: { data: Now }) {
  return (
    <section aria-labelledby="events">
      <h2 id="events">{t("now.events")}</h2>
      {props.data.events.length === 0 && <p class="quiet">{t("now.no_events")}</p>}
      <ol class="events">
        {props.data.events.map((event) => (
          <li key={event.day + event.text} class={event.is_ahead ? "is-ahead" : undefined}>
            <time dateTime={event.day}>{shortDay(event.day)}</time>
            <span>{event.text}{event.is_ahead && <em> ({t("now.announced")})</em>}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
