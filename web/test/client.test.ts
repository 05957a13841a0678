import { afterEach, expect, it, vi } from "vitest";
import { Refused, send } from "../src/api/client";

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, where: string): void {
  const body = JSON.stringify({ error: { where, message: "no." } });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

it.each([
  [409, "workspace", true],
  [409, "journal", false],
  [422, "workspace", false],
])("tells another tab from other refusals: %i at %s", async (status, where, isLate) => {
  answering(status, where);
  const error = await send("POST", "undo", {}).catch((found: unknown) => found);
  expect(error).toBeInstanceOf(Refused);
  expect((error as Refused).isLate).toBe(isLate);
  expect((error as Refused).message).toBe(`${where}: no.`);
});
