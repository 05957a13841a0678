import type { ComponentChildren } from "preact";
import { t } from "../messages";
import type { Loaded } from "../state";

/** Shows what came, or says that it is coming, or why it does not come. */
export function Shown<T>(props: { of: Loaded<T>; children: (data: T) => ComponentChildren }) {
  const { data, error } = props.of;
  if (data !== null) return <>{props.children(data)}</>;
  if (error !== null) return <Refusal message={error.message} />;
  return <p class="loading" role="status">{t("shell.loading")}</p>;
}

export function Refusal(props: { message: string }) {
  return (
    <div class="refusal" role="alert">
      <p><strong>{t("shell.refused")}</strong></p>
      <p>{props.message}</p>
    </div>
  );
}
