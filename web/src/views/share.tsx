// Share: a copy for the team or for the public, in the form that fits the reader.
import { useState } from "preact/hooks";
import { address } from "../api/client";
import type { Audience, Now } from "../api/types";
import { t, tw } from "../messages";
import { download } from "../parts/download";
import { CopyLines } from "../parts/copy-lines";
import { Field } from "../parts/field";
import { useDesk, useGet } from "../state";
import { longDay } from "../words/format";

const GROUPS: [string, string[]][] = [
  ["read", ["html", "pdf", "png", "chat"]],
  ["count", ["xlsx", "csv"]],
  ["draw", ["geojson", "locations.csv", "flows.csv"]],
];

const pathOf = (format: string, run: string, audience: Audience, day: string): string =>
  `share/${format}?run=${encodeURIComponent(run)}&audience=${audience}${audience === "public" && day ? `&released_on=${day}` : ""}`;
const today = (): string => new Date().toLocaleDateString("sv"); // the day here, written 2022-10-03

export function ShareView() {
  const { run, attempt, say } = useDesk();
  const [audience, setAudience] = useState<Audience>("public");
  const [day, setDay] = useState(today);
  const now = useGet<Now>(run ? `runs/${encodeURIComponent(run.id)}/now` : null);
  if (!run) return <div class="nothing"><h1>{t("now.no_run")}</h1><p>{t("now.no_run_help")}</p></div>;
  return (
    <>
      <h1>{t("share.title")}</h1>
      <p class="quiet">{t("share.of", { name: run.name, day: longDay(run.as_of) })}</p>
      <fieldset class="audience">
        <legend>{t("share.for_whom")}</legend>
        {(["team", "public"] as Audience[]).map((name) => (
          <label key={name} class={audience === name ? "is-chosen" : undefined}>
            <input type="radio" name="audience" value={name} checked={audience === name} onChange={() => setAudience(name)} />
            <span><strong>{tw("audience", name)}</strong><span class="quiet">{tw("audience_help", name)}</span></span>
          </label>
        ))}
      </fieldset>
      {audience === "public" && (
        <Field id="released-on" label={t("share.released_on")} help={t("share.released_on_help")}>
          <input id="released-on" type="date" value={day} aria-describedby="released-on-help" onInput={(event) => setDay(event.currentTarget.value)} />
        </Field>
      )}
      {GROUPS.map(([group, formats]) => (
        <section key={group} aria-labelledby={`share-${group}`}>
          <h2 id={`share-${group}`}>{tw("share_group", group)}</h2>
          <ul class="formats">
            {formats.map((format) => (
              <li key={format}>
                <a href={address(pathOf(format, run.id, audience, day))} download onClick={(event) => {
                  if (event.ctrlKey || event.metaKey) return;
                  event.preventDefault();
                  void attempt(async () => say(t("share.saved", { name: await download(pathOf(format, run.id, audience, day), format) })));
                }}>
                  <strong>{tw("format", format)}</strong><span class="quiet">{tw("format_help", format)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {audience === "team" && now.data && <section aria-labelledby="lines"><h2 id="lines">{t("share.lines")}</h2><CopyLines lines={now.data.chat} /></section>}
      <section aria-labelledby="api">
        <h2 id="api">{t("share.api")}</h2>
        <p>{t("share.api_help")} <a href={address("openapi.json")}>openapi.json</a></p>
        <p class="misuse">{now.data?.misuse}</p>
      </section>
    </>
  );
}
