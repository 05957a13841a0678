// A table of the scenario: find a row, open it, change its fields.
import { useState } from "preact/hooks";
import type { JsonSchema, ScenarioAnswer } from "../api/types";
import { t, tw } from "../messages";
import { SchemaField } from "./schema-field";
import { widgetOf, written } from "./schema";

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
  const found = rows.map((row, i) => ({ row, i })).filter(({ row }) => title(row, props.table).toLowerCase().includes(words.toLowerCase()));
  return (
    <section class="panel">
      <p class="quiet">{props.schema.description}</p>
      <label class="filter-words"><span>{t("scenario.find_row", { n: rows.length })}</span><input type="search" value={words} onInput={(event) => { setWords(event.currentTarget.value); setMost(40); }} /></label>
      <ul class="scenario-rows">
        {found.slice(0, most).map(({ row, i }) => (
          <li key={i}>
            <button type="button" class="row-button" aria-expanded={open === i} onClick={() => setOpen(open === i ? null : i)}>
              <span>{title(row, props.table)}</span><span class="quiet">{[row["kind"], row["mode"], row["country"]].filter((v) => v && props.table !== "events").map(String).join(", ")}</span>
            </button>
            {open === i && <RowFields table={props.table} row={row} i={i} schema={props.schema} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p class="nothing">{t("scenario.no_row")}</p>}
      {found.length > most && <p><button type="button" onClick={() => setMost(most + 100)}>{t("evidence.more", { n: found.length - most })}</button></p>}
    </section>
  );
}

function RowFields(props: { table: string; row: Row; i: number; schema: JsonSchema }) {
  const known = Object.entries(props.schema.properties ?? {}).filter(([name, field]) => name in props.row && widgetOf(field) !== "other");
  const rest = Object.keys(props.row).filter((name) => !known.some(([n]) => n === name) && props.row[name] !== null && typeof props.row[name] === "object");
  return (
    <div class="form row-fields">
      <div class="fields is-roomy">
        {known.map(([name, field]) => <SchemaField key={name} name={name} schema={field} path={[props.table, props.i, name]} value={props.row[name]} isRequired={props.schema.required?.includes(name) ?? false} />)}
      </div>
      {rest.length > 0 && <dl class="facts">{rest.map((name) => <div key={name}><dt>{tw("scenario_field", name)}</dt><dd>{written(props.row[name])}</dd></div>)}</dl>}
    </div>
  );
}
