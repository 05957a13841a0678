import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { en } from "../src/messages/en";
import { choose, LANGUAGES, t, tw, type Catalogue, type Key } from "../src/messages";
import { ru } from "../src/messages/ru";
import { tr } from "../src/messages/tr";
import { uk } from "../src/messages/uk";

const OTHERS: Record<string, Catalogue> = { ru, tr, uk };
const gaps = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string).sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? (entry.name === "messages" ? [] : sources(join(folder, entry.name))) : [readFileSync(join(folder, entry.name), "utf8")]);
}

describe("catalogues", () => {
  test("English says everything", () => {
    expect(Object.entries(en).filter(([, text]) => text.trim() === "")).toEqual([]);
    expect(LANGUAGES.map(([code]) => code)).toEqual(["en", ...Object.keys(OTHERS)]);
  });
  test("no text of English is left over", () => {
    const code = sources(join(import.meta.dirname, "../src")).join("\n");
    const built = [...code.matchAll(/(?:tw\("([\w-]+)"|t\(`([\w-]+)\.\$\{|`([\w-]+)\.\$\{)/g)].map((m) => m[1] ?? m[2] ?? m[3]);
    const prefixes = new Set(built);
    const left = Object.keys(en).filter((key) => !code.includes(`"${key}"`) && !prefixes.has(key.split(".")[0]));
    expect(left).toEqual([]);
  });
  test.each(Object.entries(OTHERS))("%s has the keys and gaps of English, and begins with the views", (_, catalogue) => {
    for (const [key, text] of Object.entries(catalogue)) {
      expect(en).toHaveProperty([key]);
      expect(gaps(text as string).filter((gap) => !gaps(en[key as Key]).includes(gap))).toEqual([]);
    }
    expect(Object.keys(catalogue).filter((key) => key.startsWith("view.")).length).toBe(9);
  });
  test("what is missing is said in English", () => {
    globalThis.document ??= { documentElement: { lang: "" } } as Document;
    choose("tr");
    expect([tw("view", "map"), t("whatif.untouched", { n: 3 })]).toEqual([tr["view.map"], "3 places stay exactly the same."]);
    choose("en");
  });
});
