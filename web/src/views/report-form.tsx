// Add or change one report; the same fields as a row of reports.csv.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Refused, send } from "../api/client";
import type { Evidence, EvidenceRow } from "../api/types";
import { t, tw } from "../messages";
import type { Key } from "../messages";
import { described, Field } from "../parts/field";
import { useDesk } from "../state";

const FIELDS: [string, "text" | "day" | "number" | "place" | "issuer" | "measure" | "long"][] = [
  ["place", "place"], ["measure", "measure"], ["value", "number"], ["low", "number"], ["high", "number"], ["unit", "text"],
  ["start", "day"], ["end", "day"], ["published", "day"], ["issuer", "issuer"], ["outlet", "text"], ["url", "text"], ["qualifier", "text"], ["note", "long"],
];
const NUMBERS = new Set(["value", "low", "high"]);

export function ReportForm(props: { row: EvidenceRow | null; data: Evidence; close: () => void }) {
  const { row, data } = props;
  const { attempt, refresh, say } = useDesk();
  const [values, setValues] = useState<Record<string, string>>(() => startOf(row, data));
  const [problem, setProblem] = useState<{ field: string | null; message: string } | null>(null);
  const base = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector<HTMLElement>("input,select")?.focus();
  }, []);
  const save = (event: Event): void => {
    event.preventDefault();
    setProblem(null);
    const body: Record<string, string | number | null> = {};
    for (const [name] of FIELDS) {
      const text = (values[name] ?? "").trim();
      if (NUMBERS.has(name) && text !== "" && Number.isNaN(Number(text))) {
        setProblem({ field: name, message: t("evidence.not_a_number", { text }) });
        return;
      }
      body[name] = text === "" ? null : NUMBERS.has(name) ? Number(text) : text;
    }
    void attempt(async () => {
      try {
        const answer = await send<{ words: string; problems: { message: string }[] }>(row ? "PATCH" : "POST", row ? `reports/${encodeURIComponent(row.id)}` : "reports", body);
        await refresh();
        say([answer.words, ...answer.problems.map((p) => p.message)].join(" "), true);
        props.close();
      } catch (error) {
        if (!(error instanceof Refused) || error.isLate) throw error;
        setProblem({ field: error.field, message: [error.message, error.allowed].filter(Boolean).join(" ") });
      }
    });
  };
  return (
    <form ref={form} class="panel form" onSubmit={save} aria-label={row ? t("evidence.edit_title", { id: row.id }) : t("evidence.add_title")} noValidate>
      <h2>{row ? t("evidence.edit_title", { id: row.id }) : t("evidence.add_title")}</h2>
      <div class="fields">
        {FIELDS.map(([name, type]) => {
          const id = `${base}-${name}`;
          const found = problem?.field === name ? problem.message : null;
          const shared = {
            id, value: values[name] ?? "", "aria-invalid": found ? true : undefined, "aria-describedby": described(id, undefined, found),
            onInput: (event: Event) => setValues({ ...values, [name]: (event.currentTarget as HTMLInputElement).value }),
          };
          return (
            <Field key={name} id={id} label={t(`report.${name}` as Key)} problem={found} isWide={type === "long"}>
              {type === "measure" ? <select {...shared}>{data.measures.map((m) => <option key={m} value={m}>{tw("measure", m)}</option>)}</select>
                : type === "long" ? <textarea rows={2} {...shared} />
                  : <input type={type === "day" ? "date" : "text"} inputMode={type === "number" ? "decimal" : undefined} list={type === "place" || type === "issuer" ? `${base}-${type}s` : undefined} autoComplete="off" {...shared} />}
            </Field>
          );
        })}
      </div>
      <datalist id={`${base}-places`}>{data.places.map((name) => <option key={name} value={name} />)}</datalist>
      <datalist id={`${base}-issuers`}>{data.issuers.map((name) => <option key={name} value={name} />)}</datalist>
      {problem && (problem.field === null || !FIELDS.some(([name]) => name === problem.field)) && <p class="problem" role="alert">{problem.message}</p>}
      <p class="actions"><button type="submit" class="primary">{t("form.keep")}</button> <button type="button" onClick={props.close}>{t("form.leave")}</button></p>
    </form>
  );
}

function startOf(row: EvidenceRow | null, data: Evidence): Record<string, string> {
  if (row === null) return { measure: data.measures.includes("entries") ? "entries" : data.measures[0] ?? "", published: data.as_of };
  const cells = row as unknown as Record<string, unknown>;
  return Object.fromEntries(FIELDS.map(([name]) => [name, cells[name] === null || cells[name] === undefined ? "" : String(cells[name])]));
}
