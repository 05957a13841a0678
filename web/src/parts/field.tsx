// A labelled field with its unit, its help and its message below; the message belongs to the field for readers of screens.
import type { ComponentChildren } from "preact";


export function Field(props: { id: string; label: string; unit?: string | null; help?: string; problem?: string | null; isWide?: boolean; children: ComponentChildren }) {
  return (
    <div class={`field${props.problem ? " has-problem" : ""}${props.isWide ? " is-wide" : ""}`}>
      <label for={props.id}>{props.label}{props.unit ? <span class="unit"> {props.unit}</span> : null}</label>
      {props.children}
      {props.help && <p class="help" id={`${props.id}-help`}>{props.help}</p>}
      {props.problem && <p class="problem" id={`${props.id}-problem`} role="alert">{props.problem}</p>}
    </div>
  );
}

export const described = (id: string, help?: string, problem?: string | null): string | undefined =>
  [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;

/** The type of an input that is decided while the page runs. */
export const kindOf = (type: "text" | "date"): { type: "text" } => ({ type }) as { type: "text" };
