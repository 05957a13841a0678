// One uncertain number: the middle large, then what to be ready for, the bad case and the 90 % interval.
import type { ComponentChildren } from "preact";
import type { Interval, Letter, Reporting } from "../api/types";
import { t } from "../messages";
import { about, range, shortDay } from "../words/format";
import { Grade, NoNumber, ReportingMark } from "./marks";
import { IntervalBar } from "../charts/interval-bar";

export function FigureCard(props: {
  label: string;
  concept: string;
  value: Interval | null;
  grade: Letter | null;
  gradeReason: string;
  reporting: Reporting;
  asOf: string;
  children?: ComponentChildren;
}) {
  const { value } = props;
  return (
    <article class="figure-card">
      {value === null ? <p class="figure-none"><NoNumber reporting={props.reporting} /></p> : (
        <p class="figure-number">{about(value.median)}</p>
      )}
      <p class="figure-label">{props.label}</p>
      {value !== null && (
        <>
          <IntervalBar value={value} max={(value.very_high ?? value.high) * 1.04} />
          <dl class="figure-rows">
            {value.ready_for != null && <div><dt>{t("interval.ready_for")}</dt><dd>{about(value.ready_for)}</dd></div>}
            {value.very_high != null && <div><dt>{t("interval.bad_case")}</dt><dd>{about(value.very_high)}</dd></div>}
            <div><dt>{t("interval.ninety")}</dt><dd>{range(value, t("interval.to"))}</dd></div>
          </dl>
        </>
      )}
      <p class="concept">{props.concept} · {t("shell.as_of_short", { day: shortDay(props.asOf) })}</p>
      {value !== null && props.reporting !== "reported" && <p><ReportingMark reporting={props.reporting} /></p>}
      <Grade letter={props.grade} reason={props.gradeReason} />
      {props.children}
    </article>
  );
}
