// The line over every view: which estimate, as of when, and whether it is an example.
import { send } from "../api/client";
import { t } from "../messages";
import { useDesk } from "../state";
import { longDay } from "../words/format";
import { Icon } from "./icons";

export function RunBar() {
  const { workspace, run, refresh, attempt, turn } = useDesk();
  return (
    <header class="run-bar">
      {(run?.example ?? workspace.example) && <span class="example">{t("shell.example")}</span>}
      <div class="run-what">
        {workspace.runs.length > 1 ? (
          <label class="quiet-select">
            <span class="hidden-words">{t("shell.run")}</span>
            <select value={run?.id ?? ""} onChange={(event) => {
              const chosen = event.currentTarget.value;
              void attempt(async () => { await send("PUT", "workspace/current", { run: chosen }); await refresh(); });
            }}>
              {workspace.runs.map((row) => <option key={row.id} value={row.id}>{row.name}</option>)}
            </select>
          </label>
        ) : <span class="run-name">{run?.name ?? workspace.name}</span>}
        {run && <span class="as-of">{t("shell.as_of", { day: longDay(run.as_of) })}</span>}
      </div>
      <div class="run-tools">
        <button type="button" class="plain icon-button" disabled={!workspace.can_undo} aria-label={t("shell.undo")} title={t("shell.undo")}
          onClick={() => void turn("undo")}><Icon name="undo" size={18} /></button>
        <button type="button" class="plain icon-button" disabled={!workspace.can_redo} aria-label={t("shell.redo")} title={t("shell.redo")}
          onClick={() => void turn("redo")}><Icon name="redo" size={18} /></button>
      </div>
    </header>
  );
}
