import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** More rows are drawn than are seen, so that scrolling shows no gaps. */
const overscan = 10;

/** useWindow returns which rows of a long list of rows of one height are to be drawn. */
export function useWindow(box: RefObject<HTMLElement | null>, rows: number, height: number) {
  const [view, setView] = useState({ top: 0, height: 600 });
  const measure = () => {
    const e = box.current;
    if (e && (e.scrollTop !== view.top || e.clientHeight !== view.height)) setView({ top: e.scrollTop, height: e.clientHeight });
  };
  useLayoutEffect(() => {
    measure();
    if (!box.current) return;
    const observer = new ResizeObserver(measure);
    observer.observe(box.current);
    return () => observer.disconnect();
  });
  const first = Math.max(0, Math.floor(view.top / height) - overscan);
  const last = Math.min(rows, Math.ceil((view.top + view.height) / height) + overscan);
  return { first, last, onScroll: measure };
}
