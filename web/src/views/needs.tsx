// Needs: what helpers of one place will be asked for; their own three numbers of the day.
import { useState } from "preact/hooks";
import { Refused } from "../api/client";
import type { NeedsPage, PlaceRow, Service, ThreeWays } from "../api/types";
import { FanAhead } from "../charts/ahead";
import { t } from "../messages";
import { Shown } from "../parts/loading";
import { Table, Twin } from "../parts/twin";
import { link, type Route } from "../router";
import { useDesk, useGet } from "../state";
import { about, exact, longDay, percent, plainDay, shortDay, small } from "../words/format";
import { NeedsLog } from "./needs-log";

export function NeedsView(props: { route: Route }) {
  const { run } = useDesk();
  const base = run ? `runs/${encodeURIComponent(run.id)}` : null;
  const name = props.route.name ?? ""; // without one, the server says where the group works
  const places = useGet<PlaceRow[]>(base && `${base}/places`);
  const loaded = useGet<NeedsPage>(base && `${base}/needs${name ? `?place=${encodeURIComponent(name)}` : ""}`);
  const here = name || loaded.data?.place || "";
  const { error } = loaded;
  return (
    <>
      <Chooser here={here} places={places.data ?? []} />
      {error ? (
        <div class="nothing">
          <h1>{here ? t("needs.title", { place: here }) : t("needs.not_yet")}</h1>
          <p>{error.message}</p>
          {error instanceof Refused && error.allowed && <p class="quiet">{error.allowed}</p>}
        </div>
      ) : <Shown of={loaded}>{(page) => <NeedsBody key={page.place} page={page} asOf={page.as_of ?? run?.as_of ?? ""} />}</Shown>}
    </>
  );
}

function Chooser(props: { here: string; places: PlaceRow[] }) {
  const { here, places } = props;
  const cities = places.filter((row) => row.kind !== "country");
  const known = (cities.length ? cities : places).map((row) => ({ id: row.id, words: row.part_of ? `${row.name}, ${row.part_of}` : row.name }));
  const rows = known.some((row) => row.id === here) ? known : [{ id: here, words: here }, ...known];
  return (
    <label class="chooser"><span>{t("needs.place")}</span>
      <select value={here} onChange={(event) => { location.hash = link("needs", event.currentTarget.value); }}>
        {rows.map((row) => <option key={row.id} value={row.id}>{row.words}</option>)}
      </select>
    </label>
  );
}

function NeedsBody(props: { page: NeedsPage; asOf: string }) {
  const { page } = props;
  const [horizon, setHorizon] = useState(0);
  const [headline, more, ...others] = opened(page.words);
  const days = [...new Set(page.services.flatMap((s) => s.horizons.map((h) => h.days)))].sort((a, b) => a - b);
  return (
    <>
      <h1 class="sentence">{headline ?? t("needs.title", { place: page.place })}</h1>
      {more && <p class="sentences">{more}</p>}
      {page.services.length === 0 ? <p class="nothing">{t("needs.no_services")}</p> : (
        <>
          <div class="segments" role="group" aria-label={t("needs.horizon")}>
            {days.map((n, i) => <button key={n} type="button" aria-pressed={i === horizon} onClick={() => setHorizon(i)}>{t("needs.next_days", { n })}</button>)}
          </div>
          <NeedsTable services={page.services} days={days[horizon] ?? 14} asOf={props.asOf} />
        </>
      )}
      <NeedsLog page={page} asOf={props.asOf} />
      {others.length > 0 && <section aria-labelledby="in-words"><h2 id="in-words">{t("needs.in_words")}</h2><ul class="plain-list">{others.map((text) => <li key={text}>{text}</li>)}</ul></section>}
      <div class="charts">{page.services.map((service) => <ServiceChart key={service.name} service={service} asOf={props.asOf} />)}</div>
    </>
  );
}

/** The first sentence alone, so that it can be read in one look; what else its line says follows. */
export function opened(words: string[]): string[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const end = first.indexOf(". ");
  return end < 0 ? words : [first.slice(0, end + 1), first.slice(end + 2), ...rest];
}

function NeedsTable(props: { services: Service[]; days: number; asOf: string }) {
  const at = (service: Service) => service.horizons.find((h) => h.days === props.days);
  const three = (ways: ThreeWays | undefined, key: keyof ThreeWays): string => (ways && ways[key] != null ? small(ways[key]) : "–");
  return (
    <>
      <p class="concept">{t("needs.concept", { n: props.days })} · {t("shell.as_of_short", { day: shortDay(props.asOf) })}</p>
      <Table caption={t("needs.table")} isHidden numeric={[1, 2, 3, 4, 5]}
        head={[t("needs.service"), t("needs.likely"), t("interval.ready_for"), t("interval.bad_case"), t("needs.free"), t("needs.short"), t("needs.full")]}
        rows={props.services.map((service) => {
          const h = at(service);
          return [
            <><strong>{service.name}</strong> <span class="unit">{service.unit}</span></>,
            <strong>{three(h?.asks_per_day, "likely")}</strong>, three(h?.asks_per_day, "ready_for"), three(h?.asks_per_day, "bad_case"),
            service.now.free === null ? t("reporting.not_reported") : exact(service.now.free),
            h?.short.ready_for != null ? about(h.short.ready_for) : "–",
            service.runs_full?.day ? t("needs.full_on", { day: plainDay(service.runs_full.day), chance: percent(service.runs_full.chance) }) : t("needs.not_full"),
          ];
        })} />
    </>
  );
}

function ServiceChart(props: { service: Service; asOf: string }) {
  const { service } = props;
  return (
    <figure class="chart">
      <figcaption><h2>{service.name}</h2><p class="concept">{t("needs.chart_concept", { unit: service.unit, driver: service.driver })} · {t("shell.as_of_short", { day: shortDay(props.asOf) })}</p></figcaption>
      <FanAhead days={service.days} lines={[["likely", service.q50], ["ready_for", service.q90], ["bad_case", service.q975]]}
        level={service.now.free !== null && service.now.in_use !== null ? service.now.free + service.now.in_use : null} title={service.name} />
      <p class="help">{service.source}</p>
      <Twin>
        <Table caption={service.name} isHidden head={[t("col.day"), t("needs.likely"), t("interval.ready_for"), t("interval.bad_case")]}
          rows={service.days.map((day, i) => [longDay(day), small(service.q50[i] ?? 0), small(service.q90[i] ?? 0), small(service.q975[i] ?? 0)])} />
      </Twin>
    </figure>
  );
}
