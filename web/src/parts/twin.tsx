// Every chart has a table of the same numbers, one key press away.
import type { ComponentChildren } from "preact";
import { t } from "../messages";

type Cell = ComponentChildren;

export function Table(props: { caption: string; head: Cell[]; rows: Cell[][]; numeric?: number[]; isHidden?: boolean }) {
  const isNumber = new Set(props.numeric ?? props.head.map((_, i) => i).slice(1));
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={props.caption}>
      <table>
        <caption class={props.isHidden ? "hidden-words" : undefined}>{props.caption}</caption>
        <thead>
          <tr>{props.head.map((cell, i) => <th key={i} scope="col" class={isNumber.has(i) ? "number" : undefined}>{cell}</th>)}</tr>
        </thead>
        <tbody>
          {props.rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, i) => i === 0
                ? <th key={i} scope="row">{cell}</th>
                : <td key={i} class={isNumber.has(i) ? "number" : undefined}>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Twin(props: { title?: string; children: ComponentChildren }) {
  return (
    <details class="twin">
      <summary>{props.title ?? t("twin.show")}</summary>
      {props.children}
    </details>
  );
}
