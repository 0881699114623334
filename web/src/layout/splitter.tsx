import { useRef } from "preact/hooks";

/** SplitterProps are those of a splitter; value is the share of the first pane in percent. */
interface SplitterProps {
  label: string;
  direction: "columns" | "rows";
  value: number;
  onChange: (percent: number) => void;
  controls: string;
}

const smallest = 15;
const largest = 85;

/** Splitter divides two panes; it is dragged, or moved with the arrow keys, Home and End. */
export function Splitter({ label, direction, value, onChange, controls }: SplitterProps) {
  const bar = useRef<HTMLDivElement>(null);
  const columns = direction === "columns";
  const set = (percent: number) => onChange(Math.min(largest, Math.max(smallest, Math.round(percent * 10) / 10)));
  const onPointerMove = (event: PointerEvent) => {
    if (!bar.current?.hasPointerCapture(event.pointerId)) return;
    const box = bar.current.parentElement!.getBoundingClientRect();
    set(columns ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 2;
    const keys: Record<string, number> = columns
      ? { ArrowLeft: value - step, ArrowRight: value + step }
      : { ArrowUp: value - step, ArrowDown: value + step };
    const next = { ...keys, Home: smallest, End: largest, Enter: 50 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div
      ref={bar}
      class={`splitter ${direction}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={columns ? "vertical" : "horizontal"}
      aria-valuenow={Math.round(value)}
      aria-valuemin={smallest}
      aria-valuemax={largest}
      aria-controls={controls}
      title={`${label} (drag, arrow keys, or double-click for half)`}
      onPointerDown={(event) => {
        event.preventDefault();
        bar.current!.setPointerCapture(event.pointerId);
        bar.current!.focus();
      }}
      onPointerMove={onPointerMove}
      onDblClick={() => set(50)}
      onKeyDown={onKeyDown}
    />
  );
}
