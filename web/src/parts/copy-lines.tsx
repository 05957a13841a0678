// Lines to paste into a chat, and a button that copies them.
import { useState } from "preact/hooks";
import { t } from "../messages";

export function CopyLines(props: { lines: string[] }) {
  const [state, setState] = useState<"" | "done" | "failed">("");
  const text = props.lines.join("\n");
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setState("done");
    } catch {
      setState("failed");
    }
  };
  return (
    <div class="copy-lines">
      <textarea readOnly rows={Math.min(16, props.lines.length * 2 + 2)} value={text} aria-label={t("share.lines")} onFocus={(event) => event.currentTarget.select()} />
      <p><button type="button" onClick={() => void copy()}>{t("share.copy")}</button> <span role="status">{state === "done" ? t("share.copied") : state === "failed" ? t("share.copy_failed") : ""}</span></p>
    </div>
  );
}
