// Addresses of views: #/place/Turkey?why=1. Links are stable; the back button works.
import { useEffect, useState } from "preact/hooks";

export const VIEWS = ["now", "map", "place", "evidence", "what-if", "needs", "read", "scenario", "share"] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  view: View;
  name: string | null;
  query: Record<string, string>;
}

export function parse(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const [first = "", ...rest] = path.split("/");
  const view = (VIEWS as readonly string[]).includes(first) ? (first as View) : "now";
  return { view, name: rest.length ? decoded(rest.join("/")) : null, query: Object.fromEntries(new URLSearchParams(search)) };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text) || null;
  } catch {
    return null;
  }
}

export function link(view: View, name?: string | null, query: Record<string, string | null | undefined> = {}): string {
  const asked = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value) asked.set(key, value);
  const search = asked.toString();
  return `#/${view}${name ? `/${encodeURIComponent(name)}` : ""}${search ? `?${search}` : ""}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const change = (): void => setRoute(parse(location.hash));
    addEventListener("hashchange", change);
    change(); // the address may have changed while the page was being drawn
    return () => removeEventListener("hashchange", change);
  }, []);
  return route;
}

/** Change the address without leaving the view, e.g. while the day of the map moves. */
export function replace(hash: string): void {
  history.replaceState(null, "", hash);
}
