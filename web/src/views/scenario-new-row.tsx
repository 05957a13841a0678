// A new row of a table of the scenario: checked as a whole while it is typed, put in when nothing is wrong.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Refused, send } from "../api/client";
import type { JsonSchema, Problem } from "../api/types";
import { t, tw } from "../messages";
import { described, Field } from "../parts/field";
import { useDesk } from "../state";
import { Entry } from "./entry";
import { helpOf, label, unitOf, valueOf, widgetOf, written } from "./schema";

export function NewRow(props: { table: string; at: number; schema: JsonSchema; close: () => void }) {
  const { table, at, schema } = props;
  const { attempt, refresh, say } = useDesk();
  const fields = Object.entries(schema.properties ?? {}).filter(([, field]) => widgetOf(field) !== "other");
  const required = new Set(schema.required ?? []);
  const [texts, setTexts] = useState<Record<string, string>>(() => Object.fromEntries(fields.map(([name, field]) => [name, written(field.default)])));
  const [problems, setProblems] = useState<Problem[]>([]);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [isSent, setIsSent] = useState(false);
  const base = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input,select")?.focus(), []);
  const row = (): Record<string, unknown> => Object.fromEntries(fields
    .filter(([name]) => (texts[name] ?? "").trim() !== "")
    .map(([name, field]) => [name, valueOf(texts[name] ?? "", widgetOf(field))]));
  const body = () => ({ path: [table, at], value: row() });
  useEffect(() => {
    if (touched.size === 0) return undefined;
    const timer = setTimeout(() => void send<{ problems: Problem[] }>("POST", "scenario/check", body())
      .then((answer) => setProblems(answer.problems), (error: Error) => setProblems([{ message: error.message }])), 350);
    return () => clearTimeout(timer);
  }, [texts]);
  const save = (event: Event): void => {
    event.preventDefault();
    setIsSent(true);
    void attempt(async () => {
      try {
        const answer = await send<{ problems: Problem[] }>("PATCH", "scenario", body());
        setProblems(answer.problems);
        if (answer.problems.length) return;
        await refresh();
        say(t("scenario.added", { what: tw("scenario_part", table) }), true);
        props.close();
      } catch (error) {
        if (!(error instanceof Refused) || error.isLate) throw error;
        setProblems([{ message: error.message }]);
      }
    });
  };
  const at_field = (name: string): string | null => problems.find((p) => p.path?.[2] === name)?.message ?? null;
  const rest = problems.filter((p) => !fields.some(([name]) => p.path?.[2] === name));
  return (
    <form ref={form} class="form row-fields" onSubmit={save} noValidate aria-label={tw("scenario_new", table)}>
      <div class="fields is-roomy">
        {fields.map(([name, field]) => {
          const id = `${base}-${name}`;
          const told = isSent || touched.has(name) ? at_field(name) : null;
          const widget = widgetOf(field);
          const help = helpOf(field, texts["kind"]);
          return (
            <Field key={name} id={id} label={label(name)} unit={unitOf(field)} help={help} problem={told} isWide={widget === "list" || ["note", "source"].includes(name)}>
              <Entry widget={widget} schema={field} text={texts[name] ?? ""} mayBeBlank={field.default === undefined || field.default === null}
                shared={{ id, required: required.has(name), "aria-invalid": told ? true : undefined, "aria-describedby": described(id, help, told) }}
                typed={(text) => { setTexts((all) => ({ ...all, [name]: text })); setTouched((all) => new Set(all).add(name)); }} />
            </Field>
          );
        })}
      </div>
      {isSent && rest.length > 0 && <div class="problem" role="alert">{rest.slice(0, 5).map((p, i) => <p key={i}>{p.message}</p>)}</div>}
      <p class="actions"><button type="submit" class="primary">{t("scenario.add")}</button> <button type="button" onClick={props.close}>{t("form.leave")}</button></p>
    </form>
  );
}
