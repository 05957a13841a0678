// Copies of one figure are one family: shown as one entry, counted once.
import type { EvidenceRow, EvidenceStatus } from "../api/types";

export interface Filter {
  place: string;
  issuer: string;
  measure: string;
  status: EvidenceStatus | "";
  words: string;
}

export interface Family {
  head: EvidenceRow;
  /** The head first, then its copies. */
  rows: EvidenceRow[];
}

export function matches(row: EvidenceRow, filter: Filter): boolean {
  if (filter.place && row.place !== filter.place && !row.place.startsWith(`${filter.place} (`)) return false;
  if (filter.issuer && row.issuer !== filter.issuer) return false;
  if (filter.measure && row.measure !== filter.measure) return false;
  if (filter.status && row.status !== filter.status) return false;
  const words = filter.words.trim().toLowerCase();
  return !words || [row.id, row.place, row.issuer, row.outlet, row.note, row.figure].some((text) => text.toLowerCase().includes(words));
}

/** Fold rows into families; a family appears where its first row stands, with the head found in `all`. */
export function familiesOf(rows: EvidenceRow[], all: EvidenceRow[]): Family[] {
  const byId = new Map(all.map((row) => [row.id, row]));
  const found = new Map<string, Family>();
  for (const row of rows) {
    const head = byId.get(row.family ?? row.id) ?? row;
    const family = found.get(head.id);
    if (family) {
      if (!family.rows.includes(row)) family.rows.push(row);
    } else found.set(head.id, { head, rows: head === row ? [row] : [head, row] });
  }
  return [...found.values()];
}
