// The frame: skip link, rail or bar of views, the line that says which estimate is on screen, the view.
import { useEffect, useErrorBoundary, useRef, useState } from "preact/hooks";
import { keep, kept } from "./kept";
import { choose, LANGUAGES, t, tw } from "./messages";
import { Icon } from "./parts/icons";
import { Refusal } from "./parts/loading";
import { RunBar } from "./parts/run-bar";
import { link, useRoute, type Route, type View } from "./router";
import { useDesk } from "./state";
import { EvidenceView } from "./views/evidence";
import { MapView } from "./views/map";
import { NeedsView } from "./views/needs";
import { NowView } from "./views/now";
import { PlaceView } from "./views/place";
import { ReadView } from "./views/read";
import { ScenarioView } from "./views/scenario";
import { ShareView } from "./views/share";
import { WhatIfView } from "./views/what-if";

const RAIL: [string, View[]][] = [
  ["look", ["now", "map", "place", "evidence"]],
  ["ask", ["what-if", "needs"]],
  ["change", ["read", "scenario"]],
  ["give", ["share"]],
];
const BAR: View[] = ["now", "map", "what-if", "needs"];
const REST: View[] = ["place", "evidence", "read", "scenario", "share"];

/** One view. If it cannot be drawn, it says so and the other views stay usable. */
function Body(props: { route: Route }) {
  const { route } = props;
  const [error] = useErrorBoundary();
  if (error) return <><h1>{tw("view", route.view)}</h1><Refusal message={String((error as Error).message ?? error)} /></>;
  switch (route.view) {
    case "map": return <MapView route={route} />;
    case "place": return <PlaceView route={route} />;
    case "evidence": return <EvidenceView route={route} />;
    case "what-if": return <WhatIfView route={route} />;
    case "needs": return <NeedsView route={route} />;
    case "read": return <ReadView />;
    case "scenario": return <ScenarioView route={route} />;
    case "share": return <ShareView />;
    default: return <NowView />;
  }
}

export function App() {
  useDesk(); // a change of language or revision draws everything again
  const route = useRoute();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    document.title = `${tw("view", route.view)}${route.name ? `: ${route.name}` : ""} · Alee`;
    if (first.current) first.current = false;
    else {
      main.current?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }, [route.view, route.name]);
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>
        {t("shell.skip")}
      </a>
      <Rail current={route.view} />
      <div class="page">
        <RunBar />
        <main ref={main} tabIndex={-1} id="main">
          <Body route={route} key={route.view} />
        </main>
      </div>
      <Bar current={route.view} />
      <Note />
    </div>
  );
}

function ViewLink(props: { view: View; current: View }) {
  return (
    <a class="view-link" href={link(props.view)} aria-current={props.view === props.current ? "page" : undefined}>
      <Icon name={props.view} />
      <span>{tw("view", props.view)}</span>
    </a>
  );
}

function Rail(props: { current: View }) {
  return (
    <nav class="rail" aria-label={t("shell.views")}>
      <p class="brand"><img src="./mark.svg" width="28" height="28" alt="" />Alee</p>
      {RAIL.map(([name, views]) => (
        <div class="rail-part" key={name}>
          <p class="rail-title">{tw("rail", name)}</p>
          {views.map((view) => <ViewLink key={view} view={view} current={props.current} />)}
        </div>
      ))}
      <div class="rail-foot"><Choices /></div>
    </nav>
  );
}

function Bar(props: { current: View }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [props.current]);
  const inRest = REST.includes(props.current);
  return (
    <nav class="bar" aria-label={t("shell.views")} onKeyDown={(event) => {
      if (event.key === "Escape" && isOpen) { setOpen(false); button.current?.focus(); }
    }}>
      {isOpen && (
        <div class="sheet" id="more-views">
          {REST.map((view) => <ViewLink key={view} view={view} current={props.current} />)}
          <Choices />
        </div>
      )}
      <div class="bar-row">
        {BAR.map((view) => <ViewLink key={view} view={view} current={props.current} />)}
        <button ref={button} type="button" class={`view-link${inRest ? " is-current" : ""}`} aria-expanded={isOpen} aria-controls="more-views"
          onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? "close" : inRest ? props.current : "more"} />
          <span>{inRest && !isOpen ? tw("view", props.current) : t("shell.more")}</span>
        </button>
      </div>
    </nav>
  );
}

function Choices() {
  const [theme, setTheme] = useState(kept("theme") ?? "");
  const [language, setLanguage] = useState(kept("language") ?? document.documentElement.lang);
  const { refresh } = useDesk();
  return (
    <div class="choices">
      <label>
        <span>{t("shell.theme")}</span>
        <select value={theme} onChange={(event) => {
          const value = event.currentTarget.value;
          setTheme(value);
          keep("theme", value || null);
          if (value) document.documentElement.dataset["theme"] = value;
          else delete document.documentElement.dataset["theme"];
        }}>
          <option value="">{t("shell.theme_auto")}</option>
          <option value="light">{t("shell.theme_light")}</option>
          <option value="dark">{t("shell.theme_dark")}</option>
        </select>
      </label>
      <label>
        <span>{t("shell.language")}</span>
        <select value={language} onChange={(event) => {
          const value = event.currentTarget.value;
          setLanguage(value);
          keep("language", value);
          choose(value);
          void refresh();
        }}>
          {LANGUAGES.map(([code, name]) => <option key={code} value={code} lang={code}>{name}</option>)}
        </select>
      </label>
    </div>
  );
}

function Note() {
  const { note, hush, turn } = useDesk();
  useEffect(() => {
    if (note === null || note.canUndo) return undefined;
    const timer = setTimeout(hush, 9000);
    return () => clearTimeout(timer);
  }, [note?.number]);
  return (
    <div class="note-place" role="status" aria-live="polite">
      {note && (
        <div class="note">
          <p>{note.words}</p>
          {note.canUndo && <button type="button" class="plain" onClick={() => void turn("undo")}>{t("shell.undo")}</button>}
          <button type="button" class="plain" aria-label={t("shell.close")} onClick={hush}><Icon name="close" size={18} /></button>
        </div>
      )}
    </div>
  );
}
