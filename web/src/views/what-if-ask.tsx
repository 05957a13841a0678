// The question: a form for one or more changes, or the same in words, checked as they are typed.
import { useEffect, useId, useState } from "preact/hooks";
import { send } from "../api/client";
import type { FormField, WhatIfCheck, WhatIfForm, WhatIfs } from "../api/types";
import { t, tw } from "../messages";
import { Field } from "../parts/field";

export interface Question {
  text?: string;
  events?: Record<string, unknown>[];
  name?: string | null;
}

export function WhatIfAsk(props: { data: WhatIfs; ask: (question: Question) => void; isBusy: boolean }) {
  const [way, setWay] = useState<"form" | "text">("form");
  return (
    <section class="panel ask" aria-labelledby="ask">
      <h2 id="ask">{t("whatif.ask")}</h2>
      <div class="segments" role="group" aria-label={t("whatif.way")}>
        <button type="button" aria-pressed={way === "form"} onClick={() => setWay("form")}>{t("whatif.by_form")}</button>
        <button type="button" aria-pressed={way === "text"} onClick={() => setWay("text")}>{t("whatif.by_text")}</button>
      </div>
      {way === "form" ? <ByForm {...props} /> : <ByText {...props} />}
    </section>
  );
}

interface Draft {
  kind: string;
  values: Record<string, string>;
}

function ByForm(props: { data: WhatIfs; ask: (question: Question) => void; isBusy: boolean }) {
  const { data } = props;
  const first = data.forms[0];
  const from = dayAfter(data.as_of);
  const [drafts, setDrafts] = useState<Draft[]>(first ? [{ kind: first.kind, values: { from } }] : []);
  const id = useId();
  const set = (i: number, draft: Draft): void => setDrafts(drafts.map((old, n) => (n === i ? draft : old)));
  const submit = (event: Event): void => {
    event.preventDefault();
    props.ask({ events: drafts.map((draft) => eventOf(draft, data.forms)) });
  };
  return (
    <form class="form" onSubmit={submit}>
      {drafts.map((draft, i) => {
        const form = data.forms.find((f) => f.kind === draft.kind) ?? first;
        if (!form) return null;
        return (
          <fieldset key={i} class="change">
            <legend>{drafts.length > 1 ? t("whatif.change_n", { n: i + 1 }) : t("whatif.change")}</legend>
            <Field id={`${id}-${i}-kind`} label={t("whatif.kind")}>
              <select id={`${id}-${i}-kind`} value={draft.kind} onChange={(event) => set(i, { kind: event.currentTarget.value, values: { ...draft.values } })}>
                {data.forms.map((f) => <option key={f.kind} value={f.kind}>{kindWords(f)}</option>)}
              </select>
            </Field>
            <div class="fields">
              {form.fields.map((field) => (
                <OneField key={field.name} id={`${id}-${i}-${field.name}`} field={field} data={data} value={draft.values[field.name] ?? ""}
                  change={(value) => set(i, { ...draft, values: { ...draft.values, [field.name]: value } })} />
              ))}
            </div>
            {drafts.length > 1 && <button type="button" class="plain" onClick={() => setDrafts(drafts.filter((_, n) => n !== i))}>{t("whatif.take_out")}</button>}
          </fieldset>
        );
      })}
      {(["any", "countries", "places", "groups"] as const).map((list) => (
        <datalist key={list} id={`names-${list}`}>{(data.names[list] ?? []).map((name) => <option key={name} value={name} />)}</datalist>
      ))}
      <p class="actions">
        <button type="submit" class="primary" disabled={props.isBusy}>{t("whatif.run")}</button>
        {first && drafts.length < 5 && <button type="button" onClick={() => setDrafts([...drafts, { kind: first.kind, values: { from } }])}>{t("whatif.and")}</button>}
      </p>
    </form>
  );
}

const kindWords = (form: WhatIfForm): string => {
  const known = tw("whatif_kind", form.kind);
  return known === form.kind.replaceAll("_", " ") ? `${form.kind}: ${form.label}` : known;
};

function OneField(props: { id: string; field: FormField; data: WhatIfs; value: string; change: (value: string) => void }) {
  const { id, field } = props;
  const label = tw("whatif_field", field.name);
  const shared = { id, value: props.value, required: field.required, onInput: (event: Event) => props.change((event.currentTarget as HTMLInputElement).value) };
  if (field.options) return <Field id={id} label={label} unit={field.unit}><select {...shared}>{field.options.map((o) => <option key={o} value={o}>{o}</option>)}</select></Field>;
  const help = field.type === "change" ? t("whatif.change_help") : field.type === "groups" ? t("whatif.groups_help") : undefined;
  return (
    <Field id={id} label={field.required ? label : `${label} ${t("form.optional")}`} unit={field.unit} help={help}>
      <input type={field.type === "day" ? "date" : "text"} inputMode={field.type === "number" ? "decimal" : undefined} autoComplete="off"
        list={field.names ? `names-${field.names}` : undefined} min={field.type === "day" ? dayAfter(props.data.as_of) : undefined}
        max={field.type === "day" ? props.data.horizon_end ?? undefined : undefined} placeholder={field.type === "change" ? "+20%" : field.names ? props.data.names[field.names]?.[0] : undefined} {...shared} />
    </Field>
  );
}

export function eventOf(draft: Draft, forms: WhatIfForm[]): Record<string, unknown> {
  const event: Record<string, unknown> = { kind: draft.kind };
  for (const field of forms.find((f) => f.kind === draft.kind)?.fields ?? []) {
    const text = (draft.values[field.name] ?? "").trim();
    if (text === "") continue;
    event[field.name] = field.type === "number" ? Number(text.replace(",", ".")) : field.type === "groups" ? text.split(",").map((g) => g.trim()).filter(Boolean) : text;
  }
  return event;
}

function dayAfter(day: string | null): string {
  if (!day) return "";
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

function ByText(props: { data: WhatIfs; ask: (question: Question) => void; isBusy: boolean }) {
  const [text, setText] = useState("");
  const [check, setCheck] = useState<WhatIfCheck | null>(null);
  useEffect(() => {
    setCheck(null);
    if (!text.trim()) return undefined;
    const timer = setTimeout(() => void send<WhatIfCheck>("POST", "what-ifs/check", { text, run: props.data.run ?? "current" }).then(setCheck, () => undefined), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const id = useId();
  const isWrong = check !== null && !check.ok;
  return (
    <form class="form" onSubmit={(event) => { event.preventDefault(); props.ask({ text }); }}>
      <Field id={id} label={t("whatif.words")} help={t("whatif.words_help")} isWide>
        <textarea id={id} rows={3} value={text} spellcheck={false} placeholder={`close Georgia from ${dayAfter(props.data.as_of)}`} aria-invalid={isWrong || undefined}
          aria-describedby={`${id}-help ${id}-check`} onInput={(event) => setText(event.currentTarget.value)} />
      </Field>
      <div id={`${id}-check`} role="status" class="check">
        {check?.problems.map((problem) => (
          <p key={problem.start} class="problem">{problem.end > problem.start && <mark>{text.slice(problem.start, problem.end).trim()}</mark>} {problem.message}</p>
        ))}
        {check && check.understood.length > 0 && <p class="understood">✓ {t("whatif.understood")} {check.understood.map((words) => <code key={words}>{words}</code>)}</p>}
      </div>
      <p class="actions"><button type="submit" class="primary" disabled={props.isBusy || !text.trim() || isWrong}>{t("whatif.run")}</button></p>
      <details class="twin">
        <summary>{t("whatif.grammar")}</summary>
        <ul class="plain-list">{props.data.forms.map((form) => <li key={form.kind}><code>{form.form}</code> {form.label}</li>)}</ul>
      </details>
    </form>
  );
}
