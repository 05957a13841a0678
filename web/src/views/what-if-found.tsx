// The answer to a what-if: the difference in words, then both futures, then the table.
import { useState } from "preact/hooks";
import { send } from "../api/client";
import type { ChangeRow, WhatIfAnswer } from "../api/types";
import { IntervalPlot } from "../charts/interval-bar";
import { PairChart } from "../charts/pair";
import { t } from "../messages";
import { Table, Twin } from "../parts/twin";
import { useDesk } from "../state";
import { about, exact, percent, range, shortDay, signed } from "../words/format";

export function WhatIfFound(props: { answer: WhatIfAnswer; asOf: string; isGoing: boolean }) {
  const { answer } = props;
  const isEarly = answer.members < answer.of_members;
  return (
    <article class="answer" aria-labelledby="found">
      <p class="over">{answer.text}</p>
      <h2 id="found" class="sentence">{answer.words[0] ?? t("whatif.no_change")}</h2>
      <ul class="plain-list big">{answer.words.slice(1).map((text) => <li key={text}>{text}</li>)}</ul>
      <p class="concept">{t(isEarly ? "whatif.early" : "whatif.members", { n: exact(answer.members), of: exact(answer.of_members), seconds: exact(answer.seconds, 1) })} · {t("whatif.concept")}{props.asOf && ` · ${t("shell.as_of_short", { day: shortDay(props.asOf) })}`}</p>
      <KeepIt answer={answer} />
      <div class="pairs">{answer.fans.map((pair) => <PairChart key={pair.title} pair={pair} />)}</div>
      <Rows title={t("whatif.side_by_side")} rows={answer.rows} isFull />
      {answer.instead.length > 0 && <Rows title={t("whatif.instead")} rows={answer.instead} />}
      {answer.untouched > 0 && <p class="quiet">{t("whatif.untouched", { n: answer.untouched })}</p>}
    </article>
  );
}

function Rows(props: { title: string; rows: ChangeRow[]; isFull?: boolean }) {
  if (props.rows.length === 0) return null;
  return (
    <section>
      <h3>{props.title}</h3>
      <p class="concept">{t("whatif.difference_concept")}</p>
      <IntervalPlot write={signed} rows={props.rows.slice(0, 10).map((row) => ({ key: row.label, label: row.label, value: row.difference }))} />
      <Twin>
        <Table caption={props.title} isHidden head={[t("col.what"), t("pair.without"), t("pair.with"), t("col.difference"), t("interval.ninety"), t("col.more_likely")]}
          rows={props.rows.map((row) => [row.label, cell(row.without), cell(row.with_event), signed(row.difference.median), range(row.difference, t("interval.to"), signed), percent(row.chance_of_more)])} />
      </Twin>
    </section>
  );
}

const cell = (value: ChangeRow["without"]): string => `${about(value.median)} (${range(value, "–")})`;

function KeepIt(props: { answer: WhatIfAnswer }) {
  const { answer } = props;
  const { attempt, refresh, say } = useDesk();
  const [name, setName] = useState(answer.name || answer.text);
  const keep = (event: Event): void => {
    event.preventDefault();
    void attempt(async () => {
      await send("PATCH", `what-ifs/${encodeURIComponent(answer.id)}`, { name, keep: true });
      await refresh();
      say(t("whatif.kept_words", { name }));
    });
  };
  return (
    <form class="inline-form" onSubmit={keep}>
      <label><span>{t("whatif.name")}</span><input value={name} maxLength={200} onInput={(event) => setName(event.currentTarget.value)} /></label>
      <button type="submit">{answer.kept ? t("whatif.rename") : t("whatif.keep")}</button>
    </form>
  );
}
