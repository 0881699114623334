import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Event } from "../engine/types";
import { WhyText, Steps, ValueText } from "../editor/why";
import { useWindow } from "../layout/window";
import { app } from "../state/app";
import { goTo, runner } from "../state/page";
import { useStore } from "../state/store";
import { fold, rowsOf, select, step, trace } from "../state/trace";
import { explanationOf } from "../state/view";
import { Shown } from "../text/shown";

/** Height of a row in pixels; the list only draws the rows that are seen. */
const rowHeight = 26;

/** TracePane is the timeline of the run: one row for each step. */
export function TracePane() {
  const x = useStore(app, explanationOf);
  const complete = useStore(app, (s) => s.run.steps);
  useEffect(() => void runner.complete(), [complete]);
  const { selected, folded } = useStore(trace, (s) => s);
  const events = x?.events ?? none;
  const rows = useMemo(() => rowsOf(events, folded), [events, folded]);
  const parents = useMemo(() => new Set(events.map((e) => e.parent)), [events]);
  const at = rows.findIndex((event) => event.seq === selected);
  const list = useRef<HTMLDivElement>(null);
  const { first, last, onScroll } = useWindow(list, rows.length, rowHeight);

  useEffect(() => {
    const box = list.current;
    if (!box || at < 0) return;
    if (at * rowHeight < box.scrollTop) box.scrollTop = at * rowHeight;
    else if ((at + 1) * rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = (at + 1) * rowHeight - box.clientHeight;
    const event = rows[at]!;
    goTo({ editor: "template", start: event.at[0], end: event.at[1], focus: false });
  }, [at]);

  if (rows.length === 0) return <p class="empty-note">{complete ? "No steps: the template has not run." : "Reading the steps…"}</p>;
  const event = rows[at];
  const onKeyDown = (e: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }[e.key];
    if (by !== undefined) step(by);
    else if ((e.key === "Enter" || e.key === " ") && event && parents.has(event.seq)) fold(event.seq);
    else return;
    e.preventDefault();
  };
  return (
    <div class="trace">
      <div class="toolbar">
        <button type="button" title="Step back (Left, Shift+F10)" aria-label="Step back" onClick={() => step(-1)}>
          ◂
        </button>
        <input
          type="range"
          min={0}
          max={rows.length - 1}
          value={Math.max(0, at)}
          aria-label="Step"
          aria-valuetext={event ? `${at + 1} of ${rows.length}, line ${event.line}` : "no step"}
          onInput={(e) => select(rows[Number(e.currentTarget.value)]!)}
        />
        <button type="button" title="Step (Right, F10)" aria-label="Step" onClick={() => step(1)}>
          ▸
        </button>
        <span class="muted" data-testid="trace-position">
          {at < 0 ? "–" : at + 1} / {rows.length}
          {x?.cut && " (cut)"}
        </span>
      </div>
      <div
        ref={list}
        class="trace-list"
        role="listbox"
        aria-label="Steps"
        tabIndex={0}
        aria-activedescendant={event && at >= first && at < last ? `step-${event.seq}` : undefined}
        data-testid="trace-list"
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div class="trace-all" role="presentation" style={{ height: `${rows.length * rowHeight}px` }}>
          {rows.slice(first, last).map((row, i) => (
            <TraceRow
              key={row.seq}
              event={row}
              top={(first + i) * rowHeight}
              selected={row.seq === selected}
              position={first + i + 1}
              total={rows.length}
              folded={parents.has(row.seq) ? folded.has(row.seq) : null}
            />
          ))}
        </div>
      </div>
      {event && <TraceDetail event={event} />}
    </div>
  );
}

const none: readonly Event[] = [];

/** TraceRow is a step: line, construct, what it did. */
function TraceRow(props: { event: Event; top: number; selected: boolean; position: number; total: number; folded: boolean | null }) {
  const { event, folded } = props;
  return (
    <div
      id={`step-${event.seq}`}
      class="trace-row"
      role="option"
      aria-selected={props.selected}
      aria-posinset={props.position}
      aria-setsize={props.total}
      style={{ top: `${props.top}px`, "--depth": Math.min(event.depth, 12) }}
      onClick={() => select(event)}
      onDblClick={() => folded !== null && fold(event.seq)}
    >
      <span class="trace-line">{event.line}</span>
      <span
        class={`trace-fold ${folded === null ? "" : "can"}`}
        aria-hidden="true"
        onClick={(e) => {
          if (folded === null) return;
          e.stopPropagation();
          fold(event.seq);
        }}
      >
        {folded === null ? "" : folded ? "▸" : "▾"}
      </span>
      <span class={`trace-kind ${event.kind}`}>{event.kind}</span>
      <code class="trace-source">
        <Shown text={oneLine(event.source)} />
      </code>
      <span class="trace-result">{resultOf(event)}</span>
    </div>
  );
}

/** oneLine shows line ends as signs, ones that every font has, so that a row stays one line. */
function oneLine(text: string): string {
  return text.replaceAll("\n", "¶");
}

/** resultOf is what a step did, short. */
function resultOf(event: Event) {
  if (event.branch) return `took ${event.branch}`;
  if (event.kind === "turn") return `pass ${(event.turn ?? 0) + 1}`;
  if (event.kind === "loop") return `${event.turn ?? 0} ×`;
  if (event.value) return <Shown text={event.value.type === "null" ? "null" : oneLine(event.value.text)} />;
  const bytes = event.out[1] - event.out[0];
  return bytes > 0 ? `+${bytes}` : "";
}

/** TraceDetail shows the chosen step's values in full. */
function TraceDetail({ event }: { event: Event }) {
  return (
    <div class="trace-detail scroll" data-testid="trace-detail" role="region" aria-label="Step" tabIndex={0}>
      {event.steps && event.steps.length > 0 && <Steps steps={event.steps} />}
      {event.value && (
        <p>
          {event.kind === "set" ? "Wrote " : "Value "}
          <ValueText value={event.value} />
        </p>
      )}
      {event.branch && (
        <p>
          Took <strong>{event.branch}</strong>.
        </p>
      )}
      {event.why && <WhyText why={event.why} />}
      {event.out[1] > event.out[0] && <p class="muted">Printed {event.out[1] - event.out[0]} characters.</p>}
    </div>
  );
}
