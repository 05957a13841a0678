// One report (or one family of copies): what it says, beside what was expected; opened, the reasons.
import { useEffect, useRef, useState } from "preact/hooks";
import { send } from "../api/client";
import type { EvidenceRow } from "../api/types";
import { IntervalBar } from "../charts/interval-bar";
import { t, tw } from "../messages";
import { link } from "../router";
import { useDesk } from "../state";
import { about, exact, longDay, period, range } from "../words/format";
import type { Family } from "./families";

export function ReportRow(props: { family: Family; isOpen: boolean; edit: (row: EvidenceRow) => void }) {
  const { head, rows } = props.family;
  const [isOpen, setOpen] = useState(props.isOpen);
  const node = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!props.isOpen) return;
    setOpen(true);
    node.current?.scrollIntoView({ block: "center" });
  }, [props.isOpen]);
  const copies = rows.filter((row) => row !== head);
  return (
    <li ref={node} class={`report-row is-${head.status}${head.switched_off ? " is-off" : ""}`}>
      <button type="button" class="report-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="report-figure">{head.figure}</span>
        <span class="report-what">{head.place} · {tw("measure", head.measure)}{head.start || head.end ? ` · ${period(head.start, head.end)}` : ""}</span>
        <span class="report-issuer">{head.issuer}</span>
        <span class="report-status"><StatusMark row={head} />{copies.length > 0 && <span class="copies">{t(copies.length === 1 ? "evidence.copy_one" : "evidence.copies", { n: copies.length })}</span>}</span>
      </button>
      {isOpen && (
        <div class="report-body">
          {rows.map((row) => <ReportDetail key={row.id} row={row} edit={props.edit} isCopy={row !== head} />)}
        </div>
      )}
    </li>
  );
}

/** A sign of its own for each status, so that grey print keeps them apart. */
export const SIGNS: Record<string, string> = { used: "●", contradicting: "▲", copy: "◎", superseded: "◌", not_used: "○", context: "□" };

function StatusMark(props: { row: EvidenceRow }) {
  const { row } = props;
  return (
    <span class={`status is-${row.status}`}>
      <span aria-hidden="true">{row.switched_off ? "✕" : SIGNS[row.status]}</span> {row.switched_off ? t("evidence.off") : tw("status", row.status)}
      {row.edited && <em> · {t("evidence.edited")}</em>}
    </span>
  );
}

function ReportDetail(props: { row: EvidenceRow; edit: (row: EvidenceRow) => void; isCopy: boolean }) {
  const { row } = props;
  const { attempt, refresh, say } = useDesk();
  const flip = (): void => void attempt(async () => {
    const done = await send<{ words: string }>("POST", `reports/${encodeURIComponent(row.id)}/switch`, { off: !row.switched_off });
    await refresh();
    say(done.words, true);
  });
  return (
    <div class={`report-detail${props.isCopy ? " is-copy" : ""}`}>
      <Compared row={row} />
      <dl class="facts">
        <div><dt>{t("col.report")}</dt><dd>{row.id}{row.copy_of ? ` (${t("evidence.copy_of", { id: row.copy_of })})` : ""}</dd></div>
        <div><dt>{t("col.concept")}</dt><dd>{row.concept}</dd></div>
        {row.published && <div><dt>{t("col.published")}</dt><dd>{longDay(row.published)}</dd></div>}
        {row.outlet && <div><dt>{t("col.outlet")}</dt><dd>{row.url ? <a href={row.url} rel="noreferrer noopener" target="_blank">{row.outlet} ↗</a> : row.outlet}</dd></div>}
        {row.qualifier && <div><dt>{t("col.qualifier")}</dt><dd>{row.qualifier}</dd></div>}
        {row.note && <div><dt>{t("col.note")}</dt><dd>{row.note}</dd></div>}
        {row.related && <div><dt>{t("col.related")}</dt><dd><a href={link("evidence", null, { report: row.related })}>{row.related}</a></dd></div>}
      </dl>
      <p class="actions">
        <button type="button" onClick={() => props.edit(row)}>{t("evidence.edit")}</button>
        <button type="button" onClick={flip} aria-pressed={row.switched_off}>{row.switched_off ? t("evidence.switch_on") : t("evidence.switch_off")}</button>
        <a class="button" href={link("place", row.place)}>{row.place}</a>
      </p>
    </div>
  );
}

/** Said beside expected: a diamond on the interval. */
function Compared(props: { row: EvidenceRow }) {
  const { row } = props;
  const said = row.value ?? row.low ?? row.high;
  if (row.expected === null) return row.reason ? <p class="reason">{row.reason}</p> : null;
  const write = row.expected.high < 10 ? (n: number): string => exact(n, 2) : about;
  return (
    <div class="compared">
      <p class="reason"><strong>{t("evidence.expected", { median: write(row.expected.median), range: range(row.expected, "–", write) })}</strong> {row.reason}</p>
      <IntervalBar value={{ ...row.expected, ready_for: null, very_high: null }} mark={said} max={Math.max(row.expected.high, said ?? 0) * 1.05} min={Math.min(0, row.expected.low, said ?? 0)} write={write} />
      <p class="quiet key-line"><span aria-hidden="true">◆</span> {t("evidence.key_said")} <span aria-hidden="true">●</span> {t("evidence.key_expected")}</p>
    </div>
  );
}
