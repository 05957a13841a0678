// Scenario: forms made from its schema, checked as typed; the folder down and up again.
import { useMemo, useState } from "preact/hooks";
import { address, Refused, send } from "../api/client";
import type { Job, JsonSchema, Problem, ScenarioAnswer } from "../api/types";
import { t, tw } from "../messages";
import { JobProgress, useJob } from "../parts/job";
import { Shown } from "../parts/loading";
import { link, type Route } from "../router";
import { useDesk, useGet } from "../state";
import { SchemaField } from "./schema-field";
import { label, widgetOf } from "./schema";
import { Rows } from "./scenario-rows";

const TABLES: [string, string][] = [["places", "Place"], ["corridors", "Corridor"], ["groups", "Group"], ["events", "Event"]];

export function ScenarioView(props: { route: Route }) {
  const loaded = useGet<ScenarioAnswer>("scenario");
  return <Shown of={loaded}>{(data) => <ScenarioBody data={data} part={props.route.name ?? "general"} />}</Shown>;
}

function ScenarioBody(props: { data: ScenarioAnswer; part: string }) {
  const { data, part } = props;
  const table = TABLES.find(([name]) => name === part);
  const real = data.problems.filter((p) => p.message);
  return (
    <>
      <h1>{String(data.values["title"] || data.name)}</h1>
      <p class="quiet">{t("scenario.help")}</p>
      <Files />
      {real.length > 0 && (
        <details class="twin"><summary>{t("scenario.problems", { n: real.length })}</summary>
          <ul class="plain-list">{real.slice(0, 60).map((p, i) => <li key={i}><code>{p.where}</code> {p.message}</li>)}</ul></details>
      )}
      <nav class="tabs" aria-label={t("scenario.parts")}>
        {["general", "behaviour", ...TABLES.map(([name]) => name), "assumptions"].map((name) => (
          <a key={name} href={link("scenario", name)} aria-current={name === part ? "page" : undefined}>{tw("scenario_part", name)}</a>
        ))}
      </nav>
      {part === "assumptions" ? <Assumptions data={data} /> : table ? <Rows key={part} table={table[0]} schema={refined(data.schema, table[1])} data={data} />
        : part === "behaviour" ? <Fields data={data} path={["behaviour"]} schema={data.schema.$defs?.["Behaviour"] ?? {}} />
          : <Fields data={data} path={[]} schema={data.schema} />}
    </>
  );
}

const refined = (schema: JsonSchema, name: string): JsonSchema => schema.$defs?.[name] ?? {};

function Fields(props: { data: ScenarioAnswer; path: string[]; schema: JsonSchema }) {
  const [words, setWords] = useState("");
  const values = (props.path.length ? props.data.values[props.path[0] as string] : props.data.values) as Record<string, unknown>;
  const fields = useMemo(() => Object.entries(props.schema.properties ?? {}).filter(([name, field]) =>
    !field.$ref && widgetOf(field) !== "other" && name !== "assumptions" && values !== undefined && name in values), [props.schema, values]);
  const shown = fields.filter(([name, field]) => !words || `${label(name)} ${field.description ?? ""}`.toLowerCase().includes(words.toLowerCase()));
  return (
    <section class="panel form">
      {fields.length > 14 && <label class="filter-words"><span>{t("scenario.find")}</span><input type="search" value={words} onInput={(event) => setWords(event.currentTarget.value)} /></label>}
      <div class="fields is-roomy">
        {shown.map(([name, field]) => <SchemaField key={name} name={name} schema={field} path={[...props.path, name]} value={values[name]} isRequired={props.schema.required?.includes(name) ?? false} />)}
      </div>
    </section>
  );
}

function Assumptions(props: { data: ScenarioAnswer }) {
  const assumptions = (props.data.values["assumptions"] ?? []) as string[];
  const sources = (props.data.values["sources"] ?? []) as [string, string][];
  return (
    <section class="panel">
      <h2>{t("now.assumptions")}</h2>
      <ul class="plain-list">{assumptions.map((text) => <li key={text}>{text}</li>)}</ul>
      <h2>{t("scenario.sources")}</h2>
      <dl class="facts is-long">{sources.map(([name, text]) => <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
    </section>
  );
}

function Files() {
  const { attempt, refresh, say } = useDesk();
  const [problems, setProblems] = useState<Problem[]>([]);
  const [job, setJob] = useJob((ended) => { if (ended.state === "done") void refresh().then(() => say(t("evidence.refitted"))); });
  const upload = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    if (!file) return;
    const form = new FormData();
    form.append("file", file);
    void attempt(async () => {
      try {
        const answer = await send<{ problems: (Problem & { is_warning?: boolean })[] }>("POST", "scenario/upload", form);
        const errors = answer.problems.filter((p) => !p.is_warning);
        setProblems(errors);
        if (errors.length === 0) {
          await refresh();
          say(t("scenario.taken"), true);
        }
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        setProblems([{ message: error.message }]);
      } finally {
        input.value = "";
      }
    });
  };
  const fit = (): void => void attempt(async () => setJob((await send<{ job: Job }>("POST", "fit", {})).job));
  return (
    <>
      <div class="file-row">
        <a class="button" href={address("scenario/download")} download>{t("scenario.download")}</a>
        <label class="button file-button">{t("scenario.upload")}<input type="file" accept=".zip,application/zip" onChange={(event) => upload(event.currentTarget)} /></label>
        <button type="button" onClick={fit} disabled={job?.state === "running" || job?.state === "queued"}>{t("scenario.fit")}</button>
      </div>
      {job && <JobProgress job={job} />}
      {problems.length > 0 && <div class="refusal" role="alert"><p><strong>{t("scenario.refused")}</strong></p><ul>{problems.slice(0, 20).map((p, i) => <li key={i}>{p.where ? `${p.where}: ` : ""}{p.message}</li>)}</ul></div>}
    </>
  );
}
