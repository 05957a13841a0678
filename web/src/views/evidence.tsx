// Evidence: every report, what became of it, and what happens without it.
import { useEffect, useMemo, useState } from "preact/hooks";
import { send } from "../api/client";
import type { Evidence, EvidenceRow, EvidenceStatus, Job } from "../api/types";
import { t, tw } from "../messages";
import { JobProgress, useJob } from "../parts/job";
import { Shown } from "../parts/loading";
import { Table, Twin } from "../parts/twin";
import type { Route } from "../router";
import { useDesk, useGet } from "../state";
import { about, period, range } from "../words/format";
import { ReportForm } from "./report-form";
import { ReportRow } from "./report-row";
import { familiesOf, matches, type Filter } from "./families";

const STATUSES: EvidenceStatus[] = ["contradicting", "used", "copy", "superseded", "not_used", "context"];
const STEP = 30;

export function EvidenceView(props: { route: Route }) {
  const { run } = useDesk();
  const loaded = useGet<Evidence>(run ? `runs/${encodeURIComponent(run.id)}/evidence` : null);
  return <Shown of={loaded}>{(data) => <EvidenceBody data={data} query={props.route.query} />}</Shown>;
}

function EvidenceBody(props: { data: Evidence; query: Record<string, string> }) {
  const { data, query } = props;
  const asked = query["report"] ?? null;
  const [filter, setFilter] = useState<Filter>({ place: query["place"] ?? "", issuer: query["issuer"] ?? "", measure: "", status: "", words: "" });
  const [most, setMost] = useState(STEP);
  const [edited, setEdited] = useState<EvidenceRow | "new" | null>(null);
  useEffect(() => setFilter((f) => ({ ...f, place: query["place"] ?? f.place })), [query["place"]]);
  const families = useMemo(() => familiesOf(data.rows.filter((row) => row.id === asked || matches(row, filter)), data.rows), [data, filter, asked]);
  const ordered = asked ? [...families].sort((a, b) => Number(b.rows.some((r) => r.id === asked)) - Number(a.rows.some((r) => r.id === asked))) : families;
  const count = (status: EvidenceStatus): number => data.rows.filter((row) => row.status === status).length;
  const set = (change: Partial<Filter>): void => { setFilter({ ...filter, ...change }); setMost(STEP); };
  return (
    <>
      <h1 class="sentence">{t("evidence.sentence", { all: data.rows.length, used: count("used") + count("contradicting"), against: count("contradicting") })}</h1>
      <p class="quiet">{t("evidence.help")}</p>
      <Pending n={data.pending} />
      <div class="filters" role="search">
        <div class="chips" role="group" aria-label={t("evidence.by_status")}>
          <button type="button" aria-pressed={filter.status === ""} onClick={() => set({ status: "" })}>{t("evidence.everything")} {data.rows.length}</button>
          {STATUSES.filter((s) => count(s) > 0).map((status) => (
            <button key={status} type="button" aria-pressed={filter.status === status} onClick={() => set({ status })}>{tw("status", status)} {count(status)}</button>
          ))}
        </div>
        <div class="filter-row">
          <Choice label={t("col.place")} value={filter.place} all={t("evidence.all_places")} options={withThis(data.places, filter.place)} change={(place) => set({ place })} />
          <Choice label={t("col.issuer")} value={filter.issuer} all={t("evidence.all_issuers")} options={withThis(data.issuers, filter.issuer)} change={(issuer) => set({ issuer })} />
          <Choice label={t("col.measure")} value={filter.measure} all={t("evidence.all_measures")} options={data.measures} words={(m) => tw("measure", m)} change={(measure) => set({ measure })} />
          <label><span>{t("evidence.words")}</span><input type="search" value={filter.words} onInput={(event) => set({ words: event.currentTarget.value })} /></label>
          <button type="button" class="primary" onClick={() => setEdited("new")}>{t("evidence.add")}</button>
        </div>
      </div>
      {edited !== null && <ReportForm key={edited === "new" ? "new" : edited.id} row={edited === "new" ? null : edited} data={data} close={() => setEdited(null)} />}
      <p class="quiet" role="status">{t("evidence.shown", { n: families.reduce((sum, f) => sum + f.rows.length, 0), all: data.rows.length })}</p>
      <ul class="reports">
        {ordered.slice(0, most).map((family) => <ReportRow key={family.head.id} family={family} isOpen={family.rows.some((r) => r.id === asked)} edit={setEdited} />)}
      </ul>
      {ordered.length === 0 && <p class="nothing">{t("evidence.none")}</p>}
      {ordered.length > most && <p><button type="button" onClick={() => setMost(most + 60)}>{t("evidence.more", { n: ordered.length - most })}</button></p>}
      <Twin title={t("evidence.table")}>
        <Table caption={t("evidence.table")} isHidden numeric={[4]} head={[t("col.report"), t("col.place"), t("col.measure"), t("col.period"), t("col.said"), t("col.expected"), t("col.issuer"), t("col.status")]}
          rows={ordered.flatMap((f) => f.rows).map((row) => [row.id, row.place, tw("measure", row.measure), period(row.start, row.end), row.figure, row.expected ? `${about(row.expected.median)} (${range(row.expected, "–")})` : "–", row.issuer, tw("status", row.status)])} />
      </Twin>
    </>
  );
}

/** A filter that came with a link stays in the list even if no report names it. */
const withThis = (names: string[], name: string): string[] => (name && !names.includes(name) ? [name, ...names] : names);

function Choice(props: { label: string; value: string; all: string; options: string[]; words?: (option: string) => string; change: (value: string) => void }) {
  return (
    <label>
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.change(event.currentTarget.value)}>
        <option value="">{props.all}</option>
        {props.options.map((option) => <option key={option} value={option}>{props.words ? props.words(option) : option}</option>)}
      </select>
    </label>
  );
}

/** Changes that the estimate on screen does not know yet, and the way to a new one. */
function Pending(props: { n: number }) {
  const { run, refresh, attempt, say, workspace } = useDesk();
  const [job, setJob] = useJob((ended) => {
    if (ended.state !== "done") return;
    void refresh().then(() => say(t("evidence.refitted")));
    setJob(null);
  });
  useEffect(() => {
    const going = workspace.jobs.find((j) => j.kind === "refit" && (j.state === "running" || j.state === "queued"));
    if (going && job === null) setJob(going);
  }, [workspace.jobs]);
  const refit = (): void => void attempt(async () => {
    const answer = await send<{ job: Job }>("POST", `runs/${encodeURIComponent(run?.id ?? "current")}/refit`, {});
    setJob(answer.job);
  });
  if (props.n === 0 && job === null) return null;
  return (
    <div class="pending">
      {props.n > 0 && <p>{t(props.n === 1 ? "evidence.pending_one" : "evidence.pending", { n: props.n })}</p>}
      {job && job.state !== "cancelled" && job.state !== "failed" ? <JobProgress job={job} />
        : <>{job && <JobProgress job={job} />}<button type="button" class="primary" onClick={refit}>{t("evidence.refit")}</button></>}
    </div>
  );
}

