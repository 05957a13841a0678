// A table of the scenario: find a row, open it, change its fields.
import { useState } from "preact/hooks";
import { send } from "../api/client";
import type { JsonSchema, Problem, ScenarioAnswer } from "../api/types";
import { t, tw } from "../messages";
import { useDesk } from "../state";
import { NewRow } from "./scenario-new-row";
import { SchemaField } from "./schema-field";
import { helpOf, widgetOf, written } from "./schema";

type Row = Record<string, unknown>;

function title(row: Row, table: string): string {
  if (table === "events") return `${written(row["start"])} ${written(row["kind"]).replaceAll("_", " ")}${row["target"] ? `: ${written(row["target"])}` : ""}`;
  return written(row["name"]) || `${written(row["from"])} > ${written(row["to"])} (${written(row["mode"])})`;
}

export function Rows(props: { table: string; schema: JsonSchema; data: ScenarioAnswer }) {
  const rows = (props.data.values[props.table] ?? []) as Row[];
  const [words, setWords] = useState("");
  const [open, setOpen] = useState<number | null>(null);
  const [most, setMost] = useState(40);
  const [isAdding, setIsAdding] = useState(false);
  const found = rows.map((row, i) => ({ row, i })).filter(({ row }) => title(row, props.table).toLowerCase().includes(words.toLowerCase()));
  return (
    <section class="panel">
      <p class="quiet">{props.schema.description}</p>
      {isAdding ? <NewRow table={props.table} at={rows.length} schema={props.schema} close={() => setIsAdding(false)} />
        : <p class="actions"><button type="button" onClick={() => { setIsAdding(true); setOpen(null); }}>{tw("scenario_new", props.table)}</button></p>}
      <label class="filter-words"><span>{t("scenario.find_row", { n: rows.length })}</span><input type="search" value={words} onInput={(event) => { setWords(event.currentTarget.value); setMost(40); }} /></label>
      <ul class="scenario-rows">
        {found.slice(0, most).map(({ row, i }) => (
          <li key={i}>
            <button type="button" class="row-button" aria-expanded={open === i} onClick={() => setOpen(open === i ? null : i)}>
              <span>{title(row, props.table)}</span><span class="quiet">{[row["kind"], row["mode"], row["country"]].filter((v) => v && props.table !== "events").map(String).join(", ")}</span>
            </button>
            {open === i && <RowFields table={props.table} row={row} i={i} schema={props.schema} close={() => setOpen(null)} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="nothing">{t("scenario.no_row")}</p>}
      {found.length > most && <p><button type="button" onClick={() => setMost(most + 100)}>{t("evidence.more", { n: found.length - most })}</button></p>}
    </section>
  );
}

function RowFields(props: { table: string; row: Row; i: number; schema: JsonSchema; close: () => void }) {
  const { attempt, refresh, say } = useDesk();
  const [problems, setProblems] = useState<Problem[]>([]);
  const remove = (): void => void attempt(async () => {
    const answer = await send<{ problems: Problem[] }>("PATCH", "scenario", { path: [props.table, props.i], value: null });
    setProblems(answer.problems);
    if (answer.problems.length) return;
    props.close();
    await refresh();
    say(t("scenario.removed", { row: title(props.row, props.table) }), true);
  });
  const known = Object.entries(props.schema.properties ?? {}).filter(([name, field]) => name in props.row && widgetOf(field) !== "other");
  const rest = Object.keys(props.row).filter((name) => !known.some(([n]) => n === name) && props.row[name] !== null && typeof props.row[name] === "object");
  return (
    <div class="form row-fields">
      <div class="fields is-roomy">
        {known.map(([name, field]) => <SchemaField key={name} name={name} schema={field} help={helpOf(field, props.row["kind"])} path={[props.table, props.i, name]} value={props.row[name]} isRequired={props.schema.required?.includes(name) ?? false} />)}
      </div>
      {rest.length > 0 && <dl class="facts">{rest.map((name) => <div key={name}><dt>{tw("scenario_field", name)}</dt><dd>{written(props.row[name])}</dd></div>)}</dl>}
      {problems.length > 0 && <div class="problem" role="alert"><p>{t("scenario.refused")}</p>{problems.slice(0, 5).map((p, i) => <p key={i}>{p.message}</p>)}</div>}
      <p class="actions"><button type="button" onClick={remove}>{t("scenario.remove")}</button></p>
    </div>
  );
}
