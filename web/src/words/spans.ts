// The server counts characters (code points); JavaScript counts halves of some of them.

export interface Span {
  id: string;
  start: number;
  end: number;
}

export interface Piece {
  text: string;
  /** Spans that cover the piece, outermost first. */
  ids: string[];
}

export function slice(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join("");
}

/** Cut a text where spans begin and end, so that each piece can be marked; spans may overlap. */
export function pieces(text: string, spans: Span[]): Piece[] {
  const letters = Array.from(text);
  const cuts = new Set([0, letters.length]);
  for (const span of spans)
    for (const at of [span.start, span.end]) if (at > 0 && at < letters.length) cuts.add(at);
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, i) => {
    const end = sorted[i + 1] as number;
    const ids = spans.filter((s) => s.start <= start && s.end >= end).sort((a, b) => b.end - b.start - (a.end - a.start)).map((s) => s.id);
    return { text: letters.slice(start, end).join(""), ids };
  });
}
