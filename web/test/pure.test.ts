import { describe, expect, test } from "vitest";
import type { EvidenceRow } from "../src/api/types";
import { arrow, between, curve } from "../src/map/flows";
import { projectionFor, WHOLE, zoomed } from "../src/map/frame";
import { placeLabels } from "../src/map/labels";
import { stateOn } from "../src/map/scene";
import { t } from "../src/messages";
import { link, parse } from "../src/router";
import { enWords } from "../src/messages/en-words";
import { SIGNS } from "../src/views/report-row";
import { familiesOf, matches } from "../src/views/families";
import { nameIn } from "../src/parts/download";
import { valueOf, widgetOf } from "../src/views/schema";
import { about, percent, rounded, signed } from "../src/words/format";
import { pieces, slice } from "../src/words/spans";

describe("words", () => {
  test("estimates keep two digits", () => {
    expect([0, 7.4, 123, 49427, 1_234_567].map(rounded)).toEqual([0, 7, 120, 49_000, 1_200_000]);
    expect(about(264116)).toBe("260,000");
    expect(signed(-21000)).toBe("\u221221,000");
    expect(percent(0.004)).toBe("<1 %");
  });
  test("gaps of a text are filled, unknown ones stay", () => {
    expect(t("shell.as_of", { day: "3 October" })).toBe("as of 3 October");
    expect(t("shell.as_of")).toBe("as of {day}");
  });
  test("spans count characters, not halves of them", () => {
    expect(slice("😀abc", 1, 3)).toBe("ab");
    const found = pieces("😀abcdef", [{ id: "long", start: 1, end: 6 }, { id: "short", start: 2, end: 4 }]);
    expect(found.map((p) => p.text)).toEqual(["😀", "a", "bc", "de", "f"]);
    expect(found[2]?.ids).toEqual(["long", "short"]);
  });
});

describe("addresses", () => {
  test("go there and back", () => {
    const hash = link("place", "Upper Lars / näin", { why: "1", day: null });
    expect(parse(hash)).toEqual({ view: "place", name: "Upper Lars / näin", query: { why: "1" } });
  });
  test("nonsense leads to the first view", () => {
    expect(parse("#/%E0%A4%A").view).toBe("now");
    expect(parse("#/place/%E0%A4%A")).toEqual({ view: "place", name: null, query: {} });
  });
});

describe("marks", () => {
  test("each status has a sign of its own, in grey too", () => {
    const statuses = Object.keys(enWords).filter((key) => key.startsWith("status.")).map((key) => key.slice(7));
    expect(Object.keys(SIGNS).sort()).toEqual(statuses.sort());
    expect(new Set(Object.values(SIGNS)).size).toBe(statuses.length);
  });
});

describe("map", () => {
  test("an arrow ends at its tip, and ways there and back bend apart", () => {
    const there = curve([0, 0], [100, 0]);
    const back = curve([100, 0], [0, 0]);
    expect(arrow(there, 8)).toContain("L100 0L");
    expect(Math.sign(there.middle[1])).toBe(-Math.sign(back.middle[1]));
  });
  test("a value between two days", () => expect(between([0, 10, 20], 1.5)).toBe(15));
  test("zooming keeps the point under the finger", () => {
    const zoom = zoomed(WHOLE, 2, [50, 40]);
    expect([50 * zoom.k + zoom.x - 50 * zoom.k + 50, zoom.x, zoom.y]).toEqual([50 - 50, -50, -40]);
  });
  test("places that lie together are drawn, too", () => {
    const at = projectionFor([{ id: "a", lon: 2, lat: 1 }, { id: "b", lon: 2, lat: 1 }], 400, 300)([2, 1]);
    expect(at?.map(Math.round)).toEqual([195, 150]);
  });
  test("labels never overlap", () => {
    const item = (id: string, x: number) => ({ id, x, y: 100, radius: 5, width: 60, height: 27 });
    const placed = placeLabels([item("a", 100), item("b", 103), item("c", 106), item("d", 109), item("e", 112)], [400, 300]);
    expect(placed.length).toBeLessThan(5);
    expect(new Set(placed.map((p) => `${p.x},${p.y}`)).size).toBe(placed.length);
  });
  test("the state of a way on a day", () => {
    const way = { state: [{ from_day: "2022-10-01", to_day: "2022-10-05", state: "closed" }] } as never;
    expect([stateOn(way, "2022-10-05"), stateOn(way, "2022-10-06")]).toEqual(["closed", "open"]);
  });
});

describe("evidence", () => {
  const row = (id: string, family: string | null): EvidenceRow =>
    ({ id, family, place: "Georgia", issuer: "Ministry", measure: "entries", status: "used", outlet: "", note: "", figure: "9" }) as EvidenceRow;
  test("copies stand under their head, even if only a copy is found", () => {
    const all = [row("R1", "R1"), row("R2", "R1"), row("R3", null)];
    expect(familiesOf([all[1] as EvidenceRow, all[2] as EvidenceRow], all).map((f) => f.rows.map((r) => r.id))).toEqual([["R1", "R2"], ["R3"]]);
  });
  test("filters", () => {
    const none = { place: "", issuer: "", measure: "", status: "", words: "" } as const;
    expect(matches(row("R1", null), { ...none, words: "minis" })).toBe(true);
    expect(matches(row("R1", null), { ...none, status: "copy" })).toBe(false);
  });
});

test("the name of a file comes from the server", () => {
  expect([nameIn('attachment; filename="a-public.csv"', "csv"), nameIn(null, "csv")]).toEqual(["a-public.csv", "csv"]);
});

describe("scenario", () => {
  test("a prior may stand where a number may stand", () => {
    expect(widgetOf({ anyOf: [{ type: "number" }, { type: "string" }] })).toBe("prior");
    expect([valueOf("0.5", "prior"), valueOf("beta(2, 3)", "prior"), valueOf("", "number"), valueOf("a, b", "list")]).toEqual([0.5, "beta(2, 3)", null, ["a", "b"]]);
  });
});
