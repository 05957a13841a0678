// The marks that stand beside numbers. Grade and interval are two marks and never merge; the four kinds of
// "no number" are four different signs with words.
import type { Letter, Reporting } from "../api/types";
import { t, tw } from "../messages";

const STEPS: Record<Letter, number> = { A: 4, B: 3, C: 2, D: 1 };

/** Quality of the evidence: a letter, four steps, and the reason in words. */
export function Grade(props: { letter: Letter | null; reason?: string }) {
  const { letter, reason } = props;
  if (letter === null) return reason ? <p class="grade-line quiet">{reason}</p> : null;
  return (
    <p class="grade-line">
      <GradeMark letter={letter} />
      {reason && <span>{reason}</span>}
    </p>
  );
}

export function GradeMark(props: { letter: Letter }) {
  const words = t("grade.words", { letter: props.letter, meaning: tw("grade", props.letter) });
  return (
    <span class="grade" role="img" aria-label={words} title={words}>
      <span class="grade-letter">{props.letter}</span>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        {[0, 1, 2, 3].map((step) => (
          <rect key={step} x={step * 3.6} y={10.5 - step * 3} width="2.6" height={3.5 + step * 3}
            class={step < STEPS[props.letter] ? "step is-on" : "step"} />
        ))}
      </svg>
    </span>
  );
}

/** What official counting says. Nothing is drawn where a count was published and used. */
export function ReportingMark(props: { reporting: Reporting; note?: string }) {
  if (props.reporting === "reported") return null;
  return (
    <span class={`empty empty-${props.reporting}`} title={props.note || undefined}>
      <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true"><EmptySign kind={props.reporting} /></svg>
      {tw("reporting", props.reporting)}
    </span>
  );
}

function EmptySign(props: { kind: Reporting }) {
  switch (props.kind) {
    case "zero": return <ellipse cx="8" cy="8" rx="4.200" ry="6" class="line" />;
    case "not_reported": return <g class="dots"><circle cx="3" cy="8" r="1.500" /><circle cx="8" cy="8" r="1.500" /><circle cx="13" cy="8" r="1.500" /></g>;
    case "nobody_publishes": return <g class="line"><circle cx="8" cy="8" r="5.500" /><path d="M3.500 14 12.500 2" /></g>;
    default: return <g class="line"><rect x="2" y="3" width="12" height="10" /><path d="M2 9l6-6M2 13 12 3M6 13l8-8M11 13l3-3" /></g>;
  }
}

/** Stands where a number is missing because it is held back. */
export function NoNumber(props: { reporting: Reporting }) {
  return <ReportingMark reporting={props.reporting === "reported" ? "hidden" : props.reporting} />;
}
