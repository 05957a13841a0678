import { render } from "preact";
import { get, Refused } from "./api/client";
import type { Workspace } from "./api/types";
import { App } from "./app";
import { choose, t } from "./messages";
import { DeskProvider } from "./state";
import { kept } from "./kept";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/parts.css";
import "./styles/charts.css";
import "./styles/views.css";

const root = document.getElementById("app") as HTMLElement;

async function begin(): Promise<void> {
  const theme = kept("theme");
  if (theme) document.documentElement.dataset["theme"] = theme;
  choose(kept("language") ?? "en");
  try {
    const workspace = await get<Workspace>("workspace");
    if (!kept("language")) choose(workspace.language);
    render(
      <DeskProvider first={workspace}>
        <App />
      </DeskProvider>,
      root,
    );
  } catch (error) {
    const locked = error instanceof Refused && (error.status === 401 || error.status === 403);
    render(
      <main class="closed-door">
        <h1>{locked ? t("shell.locked") : t("shell.unreachable")}</h1>
        <p>{locked ? t("shell.locked_help") : t("shell.unreachable_help")}</p>
      </main>,
      root,
    );
  }
}

void begin();
