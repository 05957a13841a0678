// Reading a JSON schema for forms: what kind of field, and how its text becomes a value.
import type { JsonSchema } from "../api/types";

export type Widget = "number" | "text" | "day" | "choice" | "yes_no" | "prior" | "list" | "other";

export function widgetOf(schema: JsonSchema): Widget {
  if (schema.enum) return "choice";
  if (schema.anyOf) {
    const types = schema.anyOf.map((part) => part.type);
    if (types.includes("number") && types.includes("string")) return "prior";
    if (types.includes("number") || types.includes("integer")) return "number";
    return "text";
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (types.includes("boolean")) return "yes_no";
  if ((types.includes("number") || types.includes("integer")) && types.includes("string")) return "prior";
  if (types.includes("number") || types.includes("integer")) return "number";
  if (types.includes("array")) return schema.items?.type === "string" ? "list" : "other";
  if (types.includes("object")) return "other";
  return schema.format === "date" ? "day" : "text";
}

/** How a value stands in its field. */
export function written(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

/** What a field's text means; text that is no number stays text, so that the server can say what is wrong. */
export function valueOf(text: string, widget: Widget): unknown {
  const trimmed = text.trim();
  if (widget === "list") return trimmed === "" ? [] : trimmed.split(",").map((part) => part.trim()).filter(Boolean);
  if (widget === "yes_no") return trimmed === "true";
  if (trimmed === "") return widget === "text" ? "" : null;
  if ((widget === "number" || widget === "prior") && trimmed !== "" && !Number.isNaN(Number(trimmed))) return Number(trimmed);
  return trimmed;
}

/** The unit of a field, where it has one. */
export const unitOf = (schema: JsonSchema): string | null => (schema["x-unit"] && schema["x-unit"] !== "1" ? schema["x-unit"] : null);

/** What a field means; of the figure of an event, what it means for this kind. */
export const helpOf = (schema: JsonSchema, kind: unknown): string | undefined =>
  schema["x-figures"]?.[String(kind)] || schema.description;

/** "half_life_days" as words. */
export const label = (name: string): string => {
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
