// Read: a text becomes proposals with the words that say them; nothing enters without a yes.
import { useState } from "preact/hooks";
import { Refused, send } from "../api/client";
import type { Decision, Reading } from "../api/types";
import { t } from "../messages";
import { Field } from "../parts/field";
import { link } from "../router";
import { useDesk } from "../state";
import { Proposals, type Answers } from "./proposals";

const MOST_BYTES = 5_000_000;

export function ReadView() {
  const { attempt, refresh, say, run } = useDesk();
  const [text, setText] = useState("");
  const [published, setPublished] = useState("");
  const [reading, setReading] = useState<Reading | null>(null);
  const [problem, setProblem] = useState<{ field: string | null; message: string } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isOver, setOver] = useState(false);
  const [added, setAdded] = useState<string[] | null>(null);

  const read = (body: unknown): void => {
    setBusy(true);
    setProblem(null);
    setAdded(null);
    void attempt(async () => {
      try {
        setReading(await send<Reading>("POST", "read", body));
      } catch (error) {
        if (!(error instanceof Refused) || error.isLate) throw error;
        setProblem({ field: error.field, message: [error.message, error.allowed].filter(Boolean).join(" ") });
      }
    }).finally(() => setBusy(false));
  };
  const readFile = (file: File | undefined): void => {
    if (!file) return;
    if (file.size > MOST_BYTES) return setProblem({ field: "file", message: t("read.too_large", { name: file.name }) });
    const form = new FormData();
    form.append("file", file);
    if (published) form.append("published", published);
    read(form);
  };
  const accept = (answers: Answers): void => void attempt(async () => {
    if (!reading) return;
    const decisions = Object.entries(answers).map(([id, answer]) => ({ id, decision: answer.decision as Decision, edited: answer.edited ?? null }));
    const done = await send<{ added: string[]; problems: { message: string }[] }>("POST", "read/accept", { reading: reading.reading, decisions });
    setReading(null);
    setAdded(done.added);
    await refresh();
    say([t("read.accepted", { n: done.added.length }), ...done.problems.map((p) => p.message)].join(" "), true);
  });
  return (
    <>
      <h1>{t("read.title")}</h1>
      <p class="quiet">{t("read.help")}</p>
      {added !== null && <p class="done">{added.length ? t("read.added", { n: added.length }) : t("read.none_added")} <a href={link("evidence")}>{t("now.see_evidence")}</a></p>}
      {reading ? <Proposals reading={reading} accept={accept} leave={() => setReading(null)} /> : (
        <form class={`panel form drop${isOver ? " is-over" : ""}`} onSubmit={(event) => { event.preventDefault(); read({ text, published: published || null }); }}
          onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
          onDrop={(event) => { event.preventDefault(); setOver(false); readFile(event.dataTransfer?.files[0]); }}>
          <Field id="read-text" label={t("read.text")} isWide problem={problem && problem.field !== "published" ? problem.message : null}>
            <textarea id="read-text" rows={11} value={text} onInput={(event) => setText(event.currentTarget.value)} placeholder={t("read.placeholder")} />
          </Field>
          <div class="fields">
            <Field id="read-published" label={`${t("col.published")} ${t("form.optional")}`} help={t("read.published_help")} problem={problem?.field === "published" ? problem.message : null}>
              <input id="read-published" type="date" max={run?.as_of} value={published} aria-describedby="read-published-help" onInput={(event) => setPublished(event.currentTarget.value)} />
            </Field>
            <Field id="read-file" label={t("read.file")} help={t("read.file_help")}>
              <input id="read-file" type="file" accept=".txt,.html,.htm,.pdf,text/plain,text/html,application/pdf" aria-describedby="read-file-help" onChange={(event) => readFile(event.currentTarget.files?.[0])} />
            </Field>
          </div>
          <p class="actions"><button type="submit" class="primary" disabled={isBusy || !text.trim()}>{isBusy ? t("read.busy") : t("read.go")}</button></p>
        </form>
      )}
    </>
  );
}
