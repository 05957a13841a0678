// The control of a field of the scenario, by the kind of value that its schema asks for.
import type { JsonSchema } from "../api/types";
import { t } from "../messages";
import { kindOf } from "../parts/field";
import type { Widget } from "./schema";

/** What a control says of itself, whichever control it is. */
export interface Shared {
  id: string;
  required: boolean;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
  onKeyDown?: (event: KeyboardEvent) => void;
}

interface Props {
  widget: Widget;
  schema: JsonSchema;
  text: string;
  /** Says that nothing is chosen yet, where a choice must not be made for anybody. */
  mayBeBlank?: boolean;
  shared: Shared;
  typed: (text: string) => void;
  left?: (text: string) => void;
}

const words = (option: string): string => (option === "true" ? t("form.yes") : option === "false" ? t("form.no") : option);

export function Entry(props: Props) {
  const { widget, schema, text, shared, typed, left } = props;
  if (widget !== "choice" && widget !== "yes_no") {
    return (
      <input {...shared} {...kindOf(widget === "day" ? "date" : "text")} inputMode={widget === "number" ? "decimal" : undefined} autoComplete="off" spellcheck={false}
        value={text} onInput={(event) => typed(event.currentTarget.value)} onBlur={(event) => left?.(event.currentTarget.value)} />
    );
  }
  const options = widget === "yes_no" ? ["true", "false"] : (schema.enum ?? []).map(String);
  return (
    <select {...shared} value={text} onChange={(event) => { typed(event.currentTarget.value); left?.(event.currentTarget.value); }}>
      {props.mayBeBlank && <option value="">{t("form.choose")}</option>}
      {options.map((option) => <option key={option} value={option}>{words(option)}</option>)}
    </select>
  );
}
