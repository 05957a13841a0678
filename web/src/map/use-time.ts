// Moving through time: by hand, by keys, or playing. With reduced motion, playing steps from day to day.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

const DAYS_PER_SECOND = 4;

export interface Time {
  at: number;
  day: number;
  isPlaying: boolean;
  go: (day: number) => void;
  toggle: () => void;
}

export function useTime(first: number, last: number, start: number): Time {
  const [at, setAt] = useState(start);
  const [isPlaying, setPlaying] = useState(false);
  const here = useRef(at);
  here.current = at;
  useEffect(() => {
    if (!isPlaying) return undefined;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (calm) {
      const timer = setInterval(() => {
        if (here.current >= last) setPlaying(false);
        else setAt((n) => Math.min(Math.floor(n) + 1, last));
      }, 900);
      return () => clearInterval(timer);
    }
    let before = performance.now();
    let handle = requestAnimationFrame(function step(now: number) {
      const next = Math.min(here.current + ((now - before) / 1000) * DAYS_PER_SECOND, last);
      before = now;
      setAt(next);
      if (next >= last) setPlaying(false);
      else handle = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(handle);
  }, [isPlaying, last]);
  const go = useCallback((day: number) => {
    setPlaying(false);
    setAt(Math.min(Math.max(day, first), last));
  }, [first, last]);
  const toggle = useCallback(() => {
    if (here.current >= last) setAt(first);
    setPlaying((on) => {
      if (on) setAt((n) => Math.round(n));
      return !on;
    });
  }, [first, last]);
  return { at, day: Math.min(Math.round(at), last), isPlaying, go, toggle };
}
