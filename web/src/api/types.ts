// What the server says about an estimate; the words are those of its OpenAPI document (/api/v1/openapi.json).

export type Audience = "team" | "public";
export type Reporting = "reported" | "zero" | "not_reported" | "nobody_publishes" | "hidden";
export type Letter = "A" | "B" | "C" | "D";
export type WayState = "open" | "closed" | "full";

/** 5, 50, 90, 95 and 97.5 % over histories; persons unless said otherwise. */
export interface Interval {
  low: number;
  median: number;
  ready_for?: number | null;
  high: number;
  very_high?: number | null;
}

export interface Job {
  id: string;
  kind: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  phase: string;
  done: number;
  total: number;
  result: string | null;
  error: string | null;
  title?: string;
  created?: string;
}

export interface Run {
  id: string;
  name: string;
  scenario: string;
  as_of: string;
  horizon_end: string;
  members: number;
  seed: number;
  saved: string;
  digest: string;
  is_current: boolean;
  is_ready?: boolean;
  example?: boolean;
}

export interface Workspace {
  name: string;
  version: string;
  example: boolean;
  language: string;
  runs: Run[];
  current: string | null;
  jobs: Job[];
  revision: number;
  can_undo: boolean;
  can_redo: boolean;
}

export interface Headline {
  id: string;
  label: string;
  concept: string;
  value: Interval | null;
  grade: Letter | null;
  grade_reason: string;
  reporting: Reporting;
  place: string | null;
}

export interface CheckRow {
  label: string;
  said: Interval;
  happened: number;
  inside: boolean;
  report: string;
}

export interface Now {
  title: string;
  sentence: string;
  sentences: string[];
  example: boolean;
  example_note: string;
  as_of: string;
  shock: string;
  horizon_end: string;
  headline: Headline[];
  changed: { text: string }[];
  previous: { title: string; as_of: string; rows: CheckRow[] } | null;
  assumptions: string[];
  events: { day: string; text: string; is_ahead: boolean }[];
  chat: string[];
  misuse: string;
  counts: { read: number; used: number; contradicting: number; members: number };
  how_to_read: string;
}

export interface Band {
  low: number[];
  median: number[];
  high: number[];
}

export interface MapPlace {
  id: string;
  name: string;
  kind: string;
  country: string;
  lat: number;
  lon: number;
  part_of: string | null;
  present: Band | null;
  grade: Letter | null;
  grade_reason: string;
  reporting: Reporting;
}

export interface Stretch {
  from_day: string;
  to_day: string;
  state: WayState;
}

export interface MapCorridor {
  id: string;
  name: string;
  from: string;
  to: string;
  mode: string;
  irregular: boolean;
  capacity: number | null;
  flow: Band;
  state: Stretch[];
}

export interface MapData {
  days: string[];
  as_of: string;
  shock: string;
  places: MapPlace[];
  corridors: MapCorridor[];
  rest: { n_corridors: number; flow: Band } | null;
}

export interface PlaceRow {
  id: string;
  name: string;
  country: string;
  kind: string;
  part_of: string | null;
  focus: boolean;
  present: Interval | null;
  present_at_end: Interval | null;
  change: Interval | null;
  arrivals: Interval | null;
  grade: Letter;
  grade_reason: string;
  reporting: Reporting;
  reporting_note: string;
  reports: string[];
}

export interface Mark {
  id: string;
  start: string;
  end: string;
  value: number;
  low: number | null;
  high: number | null;
  label: string;
  comparable: boolean;
  used: boolean;
  expected: number[] | null;
  residual: number | null;
  residual_words: string;
}

export interface Fan {
  title: string;
  kind: "flow" | "stock";
  concept: string;
  days: string[];
  q05: number[];
  q25: number[];
  q50: number[];
  q75: number[];
  q95: number[];
  paths: number[][];
  reports: Mark[];
}

export interface Way {
  corridor: string;
  name: string;
  from?: string | null;
  to?: string | null;
  flow: Interval;
  flow_ahead: Interval;
}

export interface PlacePage {
  name: string;
  kind: string;
  as_of: string;
  fans: Fan[];
  groups: { name: string; present: Interval; share: Interval }[];
  incoming: Way[];
  onward: Way[];
  present: Interval;
  present_at_end: Interval;
  grade: Letter;
  grade_reason: string;
  reporting: Reporting;
  reports: string[];
  thresholds: { label: string; persons: number; chance: number }[];
}

export interface CorridorPage {
  id: string;
  name: string;
  from: string;
  to: string;
  mode: string;
  irregular: boolean;
  capacity: number | null;
  state: Stretch[];
  as_of: string;
  fan: Fan;
  passed: Interval;
  will_pass: Interval;
  ordinary: Interval;
  waiting: Interval;
  source: string;
}

export type EvidenceStatus =
  | "used" | "not_used" | "contradicting" | "copy" | "superseded" | "context";

export interface EvidenceRow {
  id: string;
  published: string | null;
  start: string | null;
  end: string | null;
  place: string;
  measure: string;
  concept: string;
  figure: string;
  value: number | null;
  low: number | null;
  high: number | null;
  unit: string;
  qualifier: string;
  issuer: string;
  outlet: string;
  url: string;
  note: string;
  group: string | null;
  status: EvidenceStatus;
  reason: string;
  related: string | null;
  expected: Interval | null;
  off: number | null;
  family: string | null;
  switched_off: boolean;
  copy_of: string | null;
  edited: boolean;
}

export interface Evidence {
  as_of: string;
  rows: EvidenceRow[];
  issuers: string[];
  places: string[];
  measures: string[];
  pending: number;
}

export interface Why {
  place: string;
  day: string;
  number: Interval;
  grade: string;
  words: string[];
  reports: { report: string; issuer: string; measure: string; figure: string; contradicts: boolean; words: string[] }[];
  compared: Interval;
  members: number;
  without_issuer: { issuer: string; reports: number; value: Interval; moved: number }[];
  chance: number;
  would_narrow: { measure: string; remains: number; text: string }[];
}

export * from "./types-change";
