// Every text of the page. English is complete; other catalogues fall back to it key by key.
import { speak } from "../words/format";
import { en } from "./en";
import { ru } from "./ru";
import { tr } from "./tr";
import { uk } from "./uk";

export type Key = keyof typeof en;
export type Catalogue = Partial<Record<Key, string>>;

const CATALOGUES: Record<string, Catalogue> = { en, ru, tr, uk };
export const LANGUAGES: [string, string][] = [
  ["en", "English"],
  ["ru", "Русский"],
  ["tr", "Türkçe"],
  ["uk", "Українська"],
];

let chosen: Catalogue = en;

export function choose(language: string): void {
  chosen = CATALOGUES[language] ?? en;
  const spoken = language in CATALOGUES ? language : "en";
  speak(spoken);
  document.documentElement.lang = spoken;
}

/** A text with its {gaps} filled. */
export function t(key: Key, gaps: Record<string, string | number> = {}): string {
  const text = chosen[key] ?? en[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in gaps ? String(gaps[name]) : whole));
}

/** A text chosen by a word of the server, e.g. status.used; the word itself if no text is known. */
export function tw(prefix: string, word: string): string {
  const key = `${prefix}.${word}`;
  return key in en ? t(key as Key) : word.replaceAll("_", " ");
}
