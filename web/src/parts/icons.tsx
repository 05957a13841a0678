// Small drawings, one stroke width; they never carry meaning alone.
import type { View } from "../router";

const PATHS: Record<string, string> = {
  now: "M12 4v8l5 3M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18",
  map: "M9 4 3 6v14l6-2 6 2 6-2V4l-6 2-6-2v14M15 6v14",
  place: "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.5C5 14.800 12 21 12 21M12 12a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5",
  evidence: "M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3",
  "what-if": "M5 20V9a4 4 0 0 1 4-4h9M15 2l3.500 3L15 8M5 14h6a4 4 0 0 1 4 4v2M12 17.500l3 3 3-3",
  needs: "M3 18v-7h12a4 4 0 0 1 4 4v3M3 7v13M19 15h2v5M3 18h18M7 11V8.500h4V11",
  read: "M4 5h7v15H4zM13 5h7v15h-7M6.500 9h2.500M6.500 12h2.500M15.500 9H18",
  scenario: "M4 7h10M18 7h2M4 12h3M11 12h9M4 17h12M20 17h0M16 5v4M9 10v4M18 15v4",
  share: "M12 15V4M8 7.500 12 3.500l4 4M6 12H5v8h14v-8h-1",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  play: "M8 5v14l11-7z",
  pause: "M8 5v14M16 5v14",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  undo: "M8 5 4 9l4 4M4 9h9a6 6 0 0 1 0 12h-3",
  redo: "M16 5l4 4-4 4M20 9h-9a6 6 0 0 0 0 12h3",
  close: "M6 6l12 12M18 6 6 18",
  open: "M9 5l7 7-7 7",
};

export function Icon(props: { name: View | keyof typeof PATHS; size?: number }) {
  const size = props.size ?? 20;
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[props.name] ?? ""} />
    </svg>
  );
}
