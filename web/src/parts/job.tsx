// Long work: how far it is, and a way to stop it. Follows the server's events; survives a break of either side.
import { useEffect, useRef, useState } from "preact/hooks";
import { cancel, follow } from "../api/client";
import type { Job } from "../api/types";
import { t, tw } from "../messages";
import { useDesk } from "../state";

/** Follow one job. `ended` hears once how it ended. */
export function useJob(ended: (job: Job) => void, step?: (job: Job) => void): [Job | null, (job: Job | null) => void] {
  const [job, setJob] = useState<Job | null>(null);
  const hear = useRef({ ended, step });
  hear.current = { ended, step };
  useEffect(() => {
    if (job === null) return undefined;
    return follow(job, (next) => {
      setJob((old) => (old && old.id === next.id ? next : old));
      hear.current.step?.(next);
      if (["done", "failed", "cancelled"].includes(next.state)) hear.current.ended(next);
    });
  }, [job?.id]);
  return [job, setJob];
}

export function JobProgress(props: { job: Job }) {
  const { job } = props;
  const { attempt } = useDesk();
  const isGoing = job.state === "queued" || job.state === "running";
  if (job.state === "done") return null;
  return (
    <div class={`job is-${job.state}`} role="status">
      <p>
        <strong>{job.title || tw("job", job.kind)}</strong>{" "}
        {job.state === "failed" ? job.error : isGoing ? job.phase || tw("job_state", job.state) : tw("job_state", job.state)}
      </p>
      {isGoing && (
        <div class="job-row">
          <progress max={job.total || 1} value={job.total ? job.done : undefined} aria-label={t("job.progress")} />
          <button type="button" onClick={() => void attempt(() => cancel(job))}>{t("job.cancel")}</button>
        </div>
      )}
    </div>
  );
}
