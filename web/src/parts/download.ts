// A file from the server: fetched first, so that a refusal is said in words and not saved as a file.
import { address, Refused } from "../api/client";

export function nameIn(disposition: string | null, otherwise: string): string {
  return /filename="?([^";]+)"?/.exec(disposition ?? "")?.[1] ?? otherwise;
}

export async function download(path: string, otherwise: string): Promise<string> {
  const answer = await fetch(address(path));
  if (!answer.ok) {
    const body = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
    throw new Refused(answer.status, body?.error?.message ?? `${answer.status}`);
  }
  const name = nameIn(answer.headers.get("Content-Disposition"), otherwise);
  const url = URL.createObjectURL(await answer.blob());
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}
