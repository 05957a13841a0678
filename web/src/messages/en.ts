// English, complete. Keys are "part.what"; {gaps} are filled by t().
import { enSentences } from "./en-sentences";
import { enWords } from "./en-words";

export const en = { ...enSentences, ...enWords } as const;
