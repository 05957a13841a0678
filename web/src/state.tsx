// What the whole page shares: the workspace, and a short message at the foot.
import { createContext, type ComponentChildren } from "preact";
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { get, knowRevision, Refused, send } from "./api/client";
import type { Run, Workspace } from "./api/types";
import { t } from "./messages";

interface Desk {
  workspace: Workspace;
  run: Run | null;
  revision: number;
  /** After a change: read the workspace again, and every view with it. */
  refresh: () => Promise<void>;
  say: (words: string, canUndo?: boolean) => void;
  turn: (way: "undo" | "redo") => Promise<void>;
  /** Do something that may be refused; the refusal is said at the foot. */
  attempt: <T>(work: () => Promise<T>) => Promise<T | null>;
  note: { words: string; canUndo: boolean; number: number } | null;
  hush: () => void;
}

const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("no desk");
  return desk;
}

const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("alee") : null;

export function DeskProvider(props: { first: Workspace; children: ComponentChildren }) {
  const [workspace, setWorkspace] = useState(props.first);
  const [tick, setTick] = useState(0);
  const [note, setNote] = useState<Desk["note"]>(null);
  const number = useRef(0);

  const say = useCallback((words: string, canUndo = false) => {
    number.current += 1;
    setNote({ words, canUndo, number: number.current });
  }, []);

  const read = useCallback(async () => {
    const found = await get<Workspace>("workspace");
    knowRevision(found.revision);
    setWorkspace(found);
    setTick((n) => n + 1);
  }, []);

  const refresh = useCallback(async () => {
    await read();
    tabs?.postMessage("changed");
  }, [read]);

  useEffect(() => {
    knowRevision(props.first.revision);
    const look = (): void => void read().catch(() => undefined);
    const seen = (): void => {
      if (document.visibilityState === "visible") look();
    };
    tabs?.addEventListener("message", look);
    document.addEventListener("visibilitychange", seen);
    return () => {
      tabs?.removeEventListener("message", look);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [read, props.first.revision]);

  const attempt = useCallback(
    async <T,>(work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work();
      } catch (error) {
        if (error instanceof Refused && error.isLate) {
          await read().catch(() => undefined);
          say(t("shell.other_tab"));
        } else say(error instanceof Error ? error.message : String(error));
        return null;
      }
    },
    [read, say],
  );

  const turn = useCallback(
    async (way: "undo" | "redo") => {
      const done = await attempt(() =>
        send<{ undone?: string | null; redone?: string | null }>("POST", way, { revision: null }),
      );
      if (done === null) return;
      await refresh();
      say(t(way === "undo" ? "shell.undone" : "shell.redone", { words: done.undone ?? done.redone ?? "" }));
    },
    [attempt, refresh, say],
  );

  const desk = useMemo<Desk>(
    () => ({
      workspace,
      run: workspace.runs.find((run) => run.id === workspace.current) ?? workspace.runs.find((run) => run.is_current) ?? null,
      revision: workspace.revision * 1e6 + tick,
      refresh, say, turn, attempt, note,
      hush: () => setNote(null),
    }),
    [workspace, tick, refresh, say, turn, attempt, note],
  );
  return <DeskContext.Provider value={desk}>{props.children}</DeskContext.Provider>;
}

export interface Loaded<T> {
  data: T | null;
  error: Refused | Error | null;
  isLoading: boolean;
}

/** A view of the server; the older one stays on screen while a newer one comes. */
export function useGet<T>(path: string | null): Loaded<T> {
  const { revision } = useDesk();
  const [state, setState] = useState<Loaded<T> & { path: string | null }>({ data: null, error: null, isLoading: true, path });
  useEffect(() => {
    if (path === null) return undefined;
    const stop = new AbortController();
    setState((old) => (old.path === path ? { ...old, isLoading: true } : { data: null, error: null, isLoading: true, path }));
    get<T>(path, stop.signal).then(
      (data) => setState({ data, error: null, isLoading: false, path }),
      (error: Error) => {
        if (!stop.signal.aborted) setState({ data: null, error, isLoading: false, path });
      },
    );
    return () => stop.abort();
  }, [path, revision]);
  return state;
}
