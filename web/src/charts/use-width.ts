import { useEffect, useRef, useState } from "preact/hooks";

/** The width of an element in pixels, so that charts draw letters at their true size. */
export function useWidth<T extends HTMLElement>(first = 640): [preact.RefObject<T | null>, number] {
  const ref = useRef<T>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    const node = ref.current;
    if (node === null) return undefined;
    const watch = new ResizeObserver((entries) => {
      const found = Math.round(entries[0]?.contentRect.width ?? 0);
      if (found > 0) setWidth(found);
    });
    watch.observe(node);
    return () => watch.disconnect();
  }, []);
  return [ref, width];
}
