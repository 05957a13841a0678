// What if: ask by a form or in words; see both futures side by side, the difference in words.
import { useEffect, useState } from "preact/hooks";
import { get, send } from "../api/client";
import type { Job, WhatIfAnswer, WhatIfs } from "../api/types";
import { t } from "../messages";
import { JobProgress, useJob } from "../parts/job";
import { Refusal, Shown } from "../parts/loading";
import { link, type Route } from "../router";
import { useDesk, useGet } from "../state";
import { WhatIfAsk, type Question } from "./what-if-ask";
import { WhatIfFound } from "./what-if-found";

export function WhatIfView(props: { route: Route }) {
  const loaded = useGet<WhatIfs>("what-ifs");
  return <Shown of={loaded}>{(data) => <WhatIfBody data={data} shown={props.route.name} />}</Shown>;
}

const idOf = (address: string): string => decodeURIComponent(address.split("/").pop() ?? "");

function WhatIfBody(props: { data: WhatIfs; shown: string | null }) {
  const { data } = props;
  const { attempt, refresh, workspace } = useDesk();
  const [answer, setAnswer] = useState<WhatIfAnswer | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const show = (id: string): void => void get<WhatIfAnswer>(`what-ifs/${encodeURIComponent(id)}`).then(setAnswer, (error: Error) => setTrouble(error.message));
  const [job, setJob] = useJob(
    (ended) => {
      if (ended.state === "done" && ended.result) { location.hash = link("what-if", idOf(ended.result)); void refresh(); }
      if (ended.state === "failed") setTrouble(ended.error);
    },
    (step) => { if (step.result && step.state === "running") show(idOf(step.result)); },
  );
  useEffect(() => {
    setTrouble(null);
    if (props.shown) show(props.shown);
    else setAnswer(null);
  }, [props.shown]);
  useEffect(() => {
    const going = workspace.jobs.find((j) => j.kind.startsWith("what") && (j.state === "running" || j.state === "queued"));
    if (going && job === null) setJob(going);
  }, [workspace.jobs]);
  const ask = (question: Question): void => {
    setTrouble(null);
    setAnswer(null);
    void attempt(async () => {
      const found = await send<{ job: Job }>("POST", "what-ifs", { run: data.run ?? "current", ...question });
      setJob(found.job);
    });
  };
  const isGoing = job !== null && (job.state === "running" || job.state === "queued");
  return (
    <>
      <h1>{t("whatif.title")}</h1>
      <p class="quiet">{t("whatif.help")}</p>
      <div class="ask-layout">
        <WhatIfAsk data={data} ask={ask} isBusy={isGoing} />
        <Kept data={data} shown={props.shown} />
      </div>
      <div aria-live="polite">
        {job && <JobProgress job={job} />}
        {trouble && <Refusal message={trouble} />}
      </div>
      {answer && <WhatIfFound key={answer.id} answer={answer} asOf={data.as_of ?? ""} isGoing={isGoing} />}
    </>
  );
}

function Kept(props: { data: WhatIfs; shown: string | null }) {
  const { attempt, refresh, say } = useDesk();
  const { kept } = props.data;
  const drop = (id: string): void => void attempt(async () => {
    await send("DELETE", `what-ifs/${encodeURIComponent(id)}`);
    if (props.shown === id) location.hash = link("what-if");
    await refresh();
    say(t("whatif.dropped"));
  });
  return (
    <section class="kept" aria-labelledby="kept">
      <h2 id="kept">{t("whatif.asked")}</h2>
      {kept.length === 0 && <p class="quiet">{t("whatif.nothing_asked")}</p>}
      <ul>
        {kept.map((row) => (
          <li key={row.id} class={row.id === props.shown ? "is-shown" : undefined}>
            <a href={link("what-if", row.id)} aria-current={row.id === props.shown ? "true" : undefined}>
              <strong>{row.name || row.text}</strong>{row.name && row.name !== row.text && <code>{row.text}</code>}
              {row.kept && <span class="tag">{t("whatif.kept")}</span>}
            </a>
            <button type="button" class="plain" aria-label={t("whatif.drop", { name: row.name || row.text })} onClick={() => drop(row.id)}>×</button>
          </li>
        ))}
      </ul>
    </section>
  );
}
