// Proposals beside their text. One key each: y yes, n no, e edit, s not sure; j and k (or the arrows) move.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Decision, Proposal, Reading } from "../api/types";
import { t, tw, type Key } from "../messages";
import { exact, longDay, percent, period } from "../words/format";
import { pieces } from "../words/spans";
import { ProposalEdit } from "./proposal-edit";

export interface Answer {
  decision: Decision;
  edited?: Record<string, unknown> | null;
}
export type Answers = Record<string, Answer>;

const KEYS: Record<string, Decision> = { y: "yes", n: "no", s: "not_sure", e: "edit" };

export function Proposals(props: { reading: Reading; accept: (answers: Answers) => void; leave: () => void }) {
  const { reading } = props;
  const [answers, setAnswers] = useState<Answers>({});
  const [current, setCurrent] = useState(0);
  const [edited, setEdited] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const total = reading.proposals.length;
  useEffect(() => list.current?.querySelector<HTMLElement>("[data-proposal]")?.focus({ preventScroll: true }), []);  // so that the keys work at once
  const go = (next: number): void => {
    const i = Math.min(Math.max(next, 0), total - 1);
    setCurrent(i);
    list.current?.querySelectorAll<HTMLElement>("[data-proposal]")[i]?.focus();
  };
  const answer = (proposal: Proposal, decision: Decision): void => {
    if (decision === "edit") return setEdited(proposal.id);
    setAnswers((old) => ({ ...old, [proposal.id]: { decision } }));
    setEdited(null);
    go(reading.proposals.indexOf(proposal) + 1);
  };
  const key = (event: KeyboardEvent, i: number): void => {
    if ((event.target as HTMLElement).matches("input,textarea,select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const proposal = reading.proposals[i] as Proposal;
    const decision = KEYS[event.key.toLowerCase()];
    if (decision) answer(proposal, decision);
    else if (event.key === "ArrowDown" || event.key === "j") go(i + 1);
    else if (event.key === "ArrowUp" || event.key === "k") go(i - 1);
    else return;
    event.preventDefault();
  };
  const shown = reading.proposals[current]?.id ?? null;
  const yes = Object.values(answers).filter((a) => a.decision === "yes" || a.decision === "edit").length;
  return (
    <div class="reading">
      <p role="status">{t(total === 1 ? "read.found_one" : "read.found", { n: total, day: reading.published ? longDay(reading.published) : "–" })} {t("read.keys")}</p>
      {reading.problems.map((problem) => { const words = typeof problem === "string" ? problem : problem.message; return <p key={words} class="problem">{words}</p>; })}
      <div class="reading-two">
        <Source reading={reading} shown={shown} answers={answers} choose={(id) => go(reading.proposals.findIndex((p) => p.id === id))} />
        <ol class="proposals" ref={list}>
          {reading.proposals.map((p, i) => (
            <li key={p.id} data-proposal tabIndex={i === current ? 0 : -1} class={`proposal${p.id === shown ? " is-shown" : ""} is-${answers[p.id]?.decision ?? "open"}`}
              aria-label={t("read.proposal", { i: i + 1, n: total })} onFocus={() => setCurrent(i)} onKeyDown={(event) => key(event, i)}>
              <ProposalCard proposal={p} />
              {edited === p.id ? (
                <ProposalEdit proposal={p} keep={(values) => { setAnswers({ ...answers, [p.id]: { decision: "edit", edited: values } }); setEdited(null); go(i + 1); }} leave={() => { setEdited(null); go(i); }} />
              ) : (
                <div class="decide" role="group" aria-label={t("read.decide")}>
                  {(["yes", "no", "not_sure", "edit"] as const).filter((d) => d !== "edit" || p.becomes === "reports.csv").map((d) => (
                    <button key={d} type="button" aria-pressed={answers[p.id]?.decision === d} onClick={() => answer(p, d)}>{t(`read.${d}`)}</button>
                  ))}
                </div>
              )}
            </li>
          ))}
        </ol>
      </div>
      <p class="actions sticky-actions">
        <button type="button" class="primary" disabled={Object.keys(answers).length === 0} onClick={() => props.accept(answers)}>{t("read.finish", { n: Object.keys(answers).length, yes })}</button>
        <button type="button" onClick={props.leave}>{t("form.leave")}</button>
      </p>
    </div>
  );
}

function ProposalCard(props: { proposal: Proposal }) {
  const p = props.proposal;
  const isShare = /^(share|relative )/.test(p.unit ?? "");  // 0.3 of it is 30 %
  const number = (value: number): string => (isShare ? percent(value) : exact(value, 2));
  const figure = p.value !== null ? number(p.value) : p.low !== null && p.high !== null ? `${number(p.low)}–${number(p.high)}` : p.low !== null ? t("read.more_than", { n: number(p.low) }) : p.high !== null ? t("read.up_to", { n: number(p.high) }) : null;
  const facts: [Key, string | null | undefined][] = [
    ["col.place", p.place ? (p.place_name ?? p.place) + (p.is_known_place === false ? ` (${t("read.unknown_place")})` : "") : null],
    ["col.concept", p.measure ? [tw("measure", p.measure), p.concept].filter(Boolean).join(", ") : p.concept],
    ["col.period", p.period ? period(p.period.start, p.period.end) : null],
    ["col.issuer", p.speaker],
  ];
  return (
    <>
      <p class="proposal-top"><span class="tag">{tw("kind", p.kind)}</span> {figure !== null && <strong>{p.qualifier && !figure.startsWith(t("read.more_than", { n: "" }).trim()) ? `${p.qualifier} ` : ""}{figure} {p.unit === "share" ? "" : p.unit ?? ""}</strong>} <span class="quiet">{t("read.sure", { p: percent(p.confidence) })}</span></p>
      <blockquote>{p.quote}</blockquote>
      {p.what && !p.measure && <p>{p.what}</p>}
      <dl class="facts">{facts.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{t(label)}</dt><dd>{value}</dd></div>)}</dl>
      {p.reason && <p class="quiet">{p.reason}</p>}
      {p.effects?.map((effect) => <p key={effect}>{effect}</p>)}
      {p.why && <p class="quiet">{p.why}</p>}
    </>
  );
}

function Source(props: { reading: Reading; shown: string | null; answers: Answers; choose: (id: string) => void }) {
  const { reading } = props;
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    const node = here.current;
    const box = node?.closest(".source-text");
    if (node && box) box.scrollTop = node.offsetTop - box.clientHeight / 2;
  }, [props.shown]);
  let marked = false;
  return (
    <div class="source-text" tabIndex={0} role="region" aria-label={t("read.source")}>
      <p>{pieces(reading.text, reading.proposals).map((piece, i) => {
        const id = piece.ids[piece.ids.length - 1];
        if (id === undefined) return <span key={i}>{piece.text}</span>;
        const isShown = piece.ids.includes(props.shown ?? "");
        const isFirst = isShown && !marked;
        marked ||= isShown;
        return <mark key={i} ref={isFirst ? here : undefined} class={`${isShown ? "is-shown" : ""} is-${props.answers[id]?.decision ?? "open"}`} onClick={() => props.choose(id)}>{piece.text}</mark>;
      })}</p>
    </div>
  );
}
