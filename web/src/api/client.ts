// Every request of the page goes through here: same origin, JSON, one kind of error.
import type { Job } from "./types";

const BASE = "api/v1";

export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly field: string | null = null,
    readonly allowed: string | null = null,
    readonly revision: number | null = null,
    readonly where: string | null = null,
  ) {
    super(message);
  }

  /** Whether another tab or person changed the workspace first. */
  get isLate(): boolean {
    return this.status === 409 && this.where === "workspace";
  }
}

let known: number | null = null;

/** Remember the revision that the page shows, so that a change made in another tab is noticed. */
export function knowRevision(revision: number): void {
  known = revision;
}

export function address(path: string): string {
  return path.startsWith("/api/") ? path : `${BASE}/${path}`;
}

async function refusal(answer: Response): Promise<Refused> {
  try {
    const error = ((await answer.json()) as { error?: Record<string, unknown> }).error ?? {};
    const words = [error["where"], error["message"]].filter((part) => typeof part === "string" && part !== "");
    return new Refused(
      answer.status,
      words.join(": ") || `${answer.status}`,
      (error["field"] as string | null) ?? null,
      (error["allowed"] as string | null) ?? null,
      (error["revision"] as number | null) ?? null,
      (error["where"] as string | null) ?? null,
    );
  } catch {
    return new Refused(answer.status, `${answer.status} ${answer.statusText}`);
  }
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Read a view. One that is still being prepared (503) is asked for again, for a minute. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await fetch(address(path), { signal: signal ?? null, headers: { Accept: "application/json" } });
    if (answer.ok) return (await answer.json()) as T;
    if (answer.status !== 503 || attempt >= 60) throw await refusal(answer);
    await later(1000);
  }
}

export async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { "X-Alee": "1", Accept: "application/json" };
  if (known !== null) headers["X-Alee-Revision"] = String(known);
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers["Content-Type"] = "application/json";
  const answer = await fetch(address(path), {
    method,
    headers,
    body: body === undefined ? null : isForm ? body : JSON.stringify(body),
  });
  if (!answer.ok) throw await refusal(answer);
  const text = await answer.text();
  const value = (text ? JSON.parse(text) : null) as T;
  const revision = (value as { revision?: unknown } | null)?.revision;
  // A check changes nothing and shows nothing new: a page that is behind stays behind, and is told when it changes.
  if (typeof revision === "number" && path !== "scenario/check") knowRevision(revision);
  return value;
}

const ENDED = new Set(["done", "failed", "cancelled"]);

/** Follow long work until it ends; `tell` hears every step. Returns a function that stops listening. */
export function follow(job: Job, tell: (job: Job) => void): () => void {
  let over = false;
  const hear = (next: Job): void => {
    if (over) return;
    tell(next);
    if (ENDED.has(next.state)) stop();
  };
  const events = new EventSource(address(`jobs/${job.id}/events`));
  events.addEventListener("progress", (event) => hear(JSON.parse((event as MessageEvent<string>).data) as Job));
  // The stream comes back by itself after a break; the question in between covers a server that was restarted.
  const timer = setInterval(() => {
    if (events.readyState !== EventSource.OPEN)
      get<Job | { job: Job }>(`jobs/${job.id}`).then((found) => hear("job" in found ? found.job : found), () => undefined);
  }, 2000);
  function stop(): void {
    over = true;
    clearInterval(timer);
    events.close();
  }
  tell(job);
  if (ENDED.has(job.state)) stop();
  return stop;
}

export const cancel = (job: Job): Promise<unknown> => send("DELETE", `jobs/${job.id}`);
