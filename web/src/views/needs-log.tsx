// Today's numbers of a group of helpers: three boxes, or a table pasted from a spreadsheet. What they change is said.
import { useId, useState } from "preact/hooks";
import { Refused, send } from "../api/client";
import type { NeedMoved, NeedsPage } from "../api/types";
import { t } from "../messages";
import { Field } from "../parts/field";
import { Table, Twin } from "../parts/twin";
import { useDesk } from "../state";
import { exact, longDay, range, small } from "../words/format";

export function NeedsLog(props: { page: NeedsPage; asOf: string }) {
  const { page } = props;
  const { attempt, refresh, say } = useDesk();
  const [values, setValues] = useState({ service: page.services[0]?.name ?? "", date: props.asOf, asked: "", placed: "", left: "" });
  const [table, setTable] = useState("");
  const [moved, setMoved] = useState<NeedMoved[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const keep = (body: Record<string, unknown>): void => {
    setProblem(null);
    void attempt(async () => {
      try {
        const answer = await send<{ moved: NeedMoved[] }>("POST", "needs/log", { place: page.place, ...body });
        setMoved(answer.moved);
        setValues({ ...values, asked: "", placed: "", left: "" });
        setTable("");
        await refresh();
      } catch (error) {
        if (!(error instanceof Refused) || error.isLate) throw error;
        setProblem(error.message);
      }
    });
  };
  const takeBack = (): void => {
    setProblem(null);
    void attempt(async () => {
      const answer = await send<{ undone: string }>("POST", "needs/log/undo");
      setMoved(null);
      await refresh();
      say(t("needs.taken_back", { words: answer.undone }));
    });
  };
  const logged = page.log.length === 1 ? t("needs.log_one") : t("needs.log", { n: page.log.length });
  const number = (text: string): number | null => (text.trim() === "" ? null : Number(text));
  const submit = (event: Event): void => {
    event.preventDefault();
    keep({ service: values.service, date: values.date, asked: number(values.asked), placed: number(values.placed), left: number(values.left) });
  };
  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t("needs.today")}</h2>
      <form class="three-boxes" onSubmit={submit}>
        <Field id={`${id}-service`} label={t("needs.service")}>
          <select id={`${id}-service`} value={values.service} onChange={(event) => setValues({ ...values, service: event.currentTarget.value })}>
            {page.services.map((s) => <option key={s.name} value={s.name}>{s.name}</option>)}
          </select>
        </Field>
        <Field id={`${id}-date`} label={t("col.day")}><input id={`${id}-date`} type="date" value={values.date} onInput={(event) => setValues({ ...values, date: event.currentTarget.value })} /></Field>
        {(["asked", "placed", "left"] as const).map((name) => (
          <Field key={name} id={`${id}-${name}`} label={t(`needs.${name}`)}>
            <input id={`${id}-${name}`} class="big-number" type="number" min={0} inputMode="numeric" value={values[name]} onInput={(event) => setValues({ ...values, [name]: event.currentTarget.value })} />
          </Field>
        ))}
        <button type="submit" class="primary">{t("form.keep")}</button>
      </form>
      <details class="twin">
        <summary>{t("needs.paste")}</summary>
        <Field id={`${id}-table`} label={t("needs.paste_label")} help={t("needs.paste_help")} isWide>
          <textarea id={`${id}-table`} rows={5} value={table} spellcheck={false} aria-describedby={`${id}-table-help`} onInput={(event) => setTable(event.currentTarget.value)} />
        </Field>
        <p class="actions"><button type="button" disabled={!table.trim()} onClick={() => keep({ table })}>{t("needs.take_over")}</button></p>
      </details>
      {problem && <p class="problem" role="alert">{problem}</p>}
      {moved && (
        <div class="moved" role="status">
          {moved.length === 0 ? <p>{t("needs.not_moved")}</p> : moved.map((row) => (
            <p key={row.service}><strong>{row.service}:</strong> {row.words || t("needs.moved", { before: small(row.before.median), after: small(row.after.median), range: range(row.after, "–", small) })}</p>
          ))}
        </div>
      )}
      {page.log.length > 0 && <p class="actions"><button type="button" onClick={takeBack}>{t("needs.take_back")}</button></p>}
      {page.log.length > 0 && (
        <Twin title={logged}>
          <Table caption={logged} isHidden numeric={[2, 3, 4]} head={[t("col.day"), t("needs.service"), t("needs.asked"), t("needs.placed"), t("needs.left")]}
            rows={page.log.map((row) => [longDay(row.date), row.service ?? "", ...[row.asked, row.placed, row.left].map((n) => (n === null ? "–" : exact(n)))])} />
        </Twin>
      )}
    </section>
  );
}
