// What the server says about questions, needs, texts and the scenario.
import type { Interval } from "./types";

export interface FormField {
  name: string;
  label: string;
  type: "name" | "day" | "number" | "change" | "groups";
  required: boolean;
  options: string[] | null;
  names: "any" | "countries" | "places" | "groups" | null;
  unit: string;
}

export interface WhatIfForm {
  kind: string;
  label: string;
  form: string;
  fields: FormField[];
}

export interface KeptWhatIf {
  id: string;
  name: string;
  run: string;
  text: string;
  words: string[];
  saved: string;
  kept: boolean;
}

export interface WhatIfs {
  kept: KeptWhatIf[];
  forms: WhatIfForm[];
  names: Record<string, string[]>;
  run: string | null;
  as_of: string | null;
  horizon_end: string | null;
}

export interface ChangeRow {
  label: string;
  without: Interval;
  with_event: Interval;
  difference: Interval;
  chance_of_more: number;
  corridor?: string | null;
  name?: string | null;
}

export type Quantiles = Record<"q05" | "q50" | "q95", number[]>;

export interface Pair {
  title: string;
  kind: string;
  days: string[];
  without: Quantiles;
  with: Quantiles;
}

export interface WhatIfAnswer {
  id: string;
  name: string;
  run: string;
  text: string;
  words: string[];
  rows: ChangeRow[];
  instead: ChangeRow[];
  fans: Pair[];
  untouched: number;
  members: number;
  of_members: number;
  seconds: number;
  kept: boolean;
}

export interface WhatIfCheck {
  ok: boolean;
  problems: { message: string; start: number; end: number }[];
  understood: string[];
}

export interface ThreeWays {
  likely: number;
  ready_for: number;
  bad_case: number;
}

export interface Service {
  name: string;
  unit: string;
  now: { in_use: number | null; free: number | null };
  horizons: { days: number; asks_per_day: ThreeWays; occupancy: ThreeWays; short: ThreeWays }[];
  runs_full: { day: string | null; chance: number } | null;
  driver: string;
  source: string;
  days: string[];
  q50: number[];
  q90: number[];
  q975: number[];
}

export interface NeedsPage {
  place: string;
  places?: string[];
  as_of?: string;
  services: Service[];
  log: { date: string; service?: string; asked: number | null; placed: number | null; left: number | null; by: string | null }[];
  words: string[];
}

export interface NeedMoved {
  service: string;
  before: Interval;
  after: Interval;
  words: string;
}

export type Decision = "yes" | "no" | "edit" | "not_sure";

export interface Proposal {
  id: string;
  kind: string;
  what?: string;
  quote: string;
  start: number;
  end: number;
  speaker: string | null;
  place: string | null;
  measure: string | null;
  concept: string | null;
  value: number | null;
  low: number | null;
  high: number | null;
  qualifier: string | null;
  unit?: string | null;
  period: { start: string | null; end: string | null } | null;
  confidence: number;
  reason: string;
  place_name?: string;
  is_known_place?: boolean;
  is_row?: boolean;
  becomes?: string;
  why?: string;
  effects?: string[];
  made_by?: string;
  decision?: Decision | null;
}

export interface Reading {
  reading: string;
  published: string | null;
  text: string;
  proposals: Proposal[];
  problems: (string | { message: string })[];
}

export interface Problem {
  path?: (string | number)[];
  message: string;
  field?: string | null;
  where?: string;
}

export interface ScenarioAnswer {
  name: string;
  files: Record<string, string>;
  values: Record<string, unknown>;
  schema: JsonSchema;
  problems: Problem[];
}

export interface JsonSchema {
  title?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  enum?: (string | number)[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  default?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  required?: string[];
  "x-unit"?: string;
  "x-figures"?: Record<string, string>;
  [key: string]: unknown;
}

export interface JournalEntry {
  revision: number;
  at: string;
  what: string;
  words: string;
  undone: boolean;
}
