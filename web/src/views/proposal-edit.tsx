// Set a proposal right before it becomes a report.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Proposal } from "../api/types";
import { t, type Key } from "../messages";
import { Field, kindOf } from "../parts/field";

const FIGURES = ["value", "low", "high"];
const NAMES = ["place", "measure", "value", "low", "high", "start", "end", "issuer"] as const;

export function ProposalEdit(props: { proposal: Proposal; keep: (values: Record<string, unknown>) => void; leave: () => void }) {
  const p = props.proposal;
  const first: Record<string, string> = {
    place: p.place ?? "", measure: p.measure ?? "", value: p.value?.toString() ?? "", low: p.low?.toString() ?? "", high: p.high?.toString() ?? "",
    start: p.period?.start ?? "", end: p.period?.end ?? "", issuer: p.speaker ?? "",
  };
  const [values, setValues] = useState(first);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const wrong = (name: string): string | null => {
    const text = (values[name] ?? "").trim();
    if (!FIGURES.includes(name)) return null;
    if (!Number.isFinite(Number(text))) return t("evidence.not_a_number", { text });
    return p.unit === "share" && Number(text) > 1 ? t("evidence.no_share", { text }) : null;
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (NAMES.some(wrong)) return;
    const changed: Record<string, unknown> = {};
    for (const name of NAMES) {
      const text = (values[name] ?? "").trim();
      if (text === first[name]) continue;
      changed[name] = text === "" ? null : FIGURES.includes(name) ? Number(text) : text;
    }
    props.keep(changed);
  };
  return (
    <form ref={form} class="form proposal-edit" onSubmit={submit} onKeyDown={(event) => { if (event.key === "Escape") props.leave(); }}>
      <div class="fields">
        {NAMES.map((name) => (
          <Field key={name} id={`${p.id}-${name}`} label={t(`report.${name}` as Key)} problem={wrong(name)}>
            <input id={`${p.id}-${name}`} {...kindOf(name === "start" || name === "end" ? "date" : "text")} inputMode={FIGURES.includes(name) ? "decimal" : undefined} value={values[name]} onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })} />
          </Field>
        ))}
      </div>
      <p class="actions"><button type="submit" class="primary">{t("read.keep_edit")}</button> <button type="button" onClick={props.leave}>{t("form.leave")}</button></p>
    </form>
  );
}
