// One field of the scenario: checked a moment after typing, kept with Enter or when it is left.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Refused, send } from "../api/client";
import type { JsonSchema, Problem } from "../api/types";
import { t } from "../messages";
import { described, Field } from "../parts/field";
import { useDesk } from "../state";
import { Entry, type Shared } from "./entry";
import { label, unitOf, valueOf, widgetOf, written } from "./schema";

type Path = (string | number)[];

export function SchemaField(props: { name: string; schema: JsonSchema; help?: string | undefined; path: Path; value: unknown; isRequired: boolean }) {
  const { schema, path } = props;
  const help = props.help ?? schema.description;
  const { attempt, refresh, say } = useDesk();
  const id = useId();
  const widget = widgetOf(schema);
  const [text, setText] = useState(written(props.value));
  const [problem, setProblem] = useState<string | null>(null);
  const [other, setOther] = useState<string | null>(null);
  const was = useRef(written(props.value));
  useEffect(() => {
    const isDirty = text !== was.current;
    const now = written(props.value);
    if (now === was.current) return;
    was.current = now;
    // What is being typed here is never lost to another tab; the other value is told, and Enter keeps this one.
    if (isDirty && text !== now) setOther(now);
    else setText(now);
    setProblem(null);
  }, [JSON.stringify(props.value)]);
  const first = (problems: Problem[]): string | null => (problems.length ? problems.map((p) => p.message).slice(0, 2).join(" ") : null);
  useEffect(() => {
    if (text === was.current) { setProblem(null); setOther(null); return undefined; }
    const timer = setTimeout(() => void send<{ problems: Problem[] }>("POST", "scenario/check", { path, value: valueOf(text, widget) })
      .then((answer) => setProblem(first(answer.problems)), (error: Error) => setProblem(error.message)), 350);
    return () => clearTimeout(timer);
  }, [text]);
  const keep = (now: string): void => {
    if (now === was.current) return;
    void attempt(async () => {
      try {
        const answer = await send<{ problems: Problem[] }>("PATCH", "scenario", { path, value: valueOf(now, widget) });
        setProblem(first(answer.problems));
        if (answer.problems.length) return;
        was.current = now;
        setOther(null);
        await refresh();
        say(t("scenario.kept", { field: label(props.name) }), true);
      } catch (error) {
        if (!(error instanceof Refused) || error.isLate) throw error;
        setProblem(error.message);
      }
    });
  };
  const told = problem ?? (other === null ? null : t("scenario.other", { value: other }));
  const shared: Shared = {
    id, required: props.isRequired, "aria-invalid": told ? true : undefined, "aria-describedby": described(id, help, told),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Enter" && !(event.currentTarget instanceof HTMLTextAreaElement)) keep((event.currentTarget as HTMLInputElement).value);
      if (event.key === "Escape") setText(was.current);
    },
  };
  return (
    <Field id={id} label={label(props.name)} unit={unitOf(schema)} help={help} problem={told} isWide={widget === "list" || ["title", "cause", "note", "source"].includes(props.name)}>
      <Entry widget={widget} schema={schema} text={text} shared={shared} typed={setText} left={keep} />
    </Field>
  );
}
