import type { Event, Explanation, Leaf, Origin, Step, Value, Why } from "../engine/types";
import { leafAt, type Span } from "../state/provenance";
import { Shown } from "../text/shown";
import { count, sentence } from "../text/visible";
import type { Card } from "./popover";

/** A popover lists at most this many passes of a loop. */
const maxPasses = 12;

/** outputCard explains the output at an offset: what printed it, and which choices led there. A brief card says nothing
 * of plain text. */
export function outputCard(x: Explanation, offset: number, brief: boolean): Card | null {
  const empties = x.empties.filter((e) => e.out === offset);
  const leaf = leafAt(x.leaves, offset);
  if (empties.length === 0 && (!leaf || (brief && leaf.kind === "text"))) return null;
  const from = leaf ? leaf.out[0] : offset;
  return {
    from: empties.length > 0 ? offset : from,
    to: leaf && empties.length === 0 ? leaf.out[1] : offset,
    content: () => (
      <div>
        {empties.slice(0, 3).map((empty, i) => (
          <WhyText key={i} why={empty.why} title="Nothing was printed here" />
        ))}
        {leaf && empties.length === 0 && <LeafText x={x} leaf={leaf} />}
      </div>
    ),
  };
}

/** templateCard shows the values of the construct at an offset of the template, for each time it ran. */
export function templateCard(x: Explanation, offset: number): Card | null {
  let at: Span | null = null;
  for (const event of x.events) {
    const [from, to] = event.at;
    if (event.kind === "text" || offset < from || offset >= to) continue;
    if (!at || to - from < at[1] - at[0]) at = event.at;
  }
  if (!at) return null;
  const [from, to] = at;
  const events = x.events.filter((e) => e.at[0] === from && e.at[1] === to && e.kind !== "turn");
  const first = events[0];
  if (!first) return null;
  return {
    from,
    to,
    content: () => (
      <div>
        <p class="why-title">
          <code>
            <Shown text={first.source} />
          </code>
          {events.length > 1 && <span class="muted"> ran {count(events.length, "time")}</span>}
        </p>
        {events.length === 1 ? (
          <EventText event={first} />
        ) : (
          <ol class="why-passes">
            {events.slice(0, maxPasses).map((event) => (
              <li key={event.seq}>
                <Outcome event={event} />
              </li>
            ))}
          </ol>
        )}
        {events.length > maxPasses && <p class="muted">and {count(events.length - maxPasses, "more pass", "more passes")}</p>}
      </div>
    ),
  };
}

/** LeafText says what printed a stretch of output. */
function LeafText({ x, leaf }: { x: Explanation; leaf: Leaf }) {
  const event = eventOf(x, leaf.event);
  return (
    <>
      <p class="why-title">
        {leaf.kind === "text" ? "Text of the template" : leaf.kind === "rest" ? "There are too many pieces: this one was not followed" : leaf.kind === "literal" ? "Printed as written" : "Printed by "}
        {leaf.kind === "reference" && event && (
          <code>
            <Shown text={event.source} />
          </code>
        )}
        {event && <span class="muted"> · line {event.line}</span>}
      </p>
      {leaf.kind !== "text" && event && <EventText event={event} />}
      <Origins origins={leaf.origins} />
      <Around x={x} event={event} />
    </>
  );
}

/** EventText shows what a step read and wrote, and why. */
function EventText({ event }: { event: Event }) {
  return (
    <>
      {(event.steps?.length ?? 0) > 0 ? <Steps steps={event.steps!} /> : !event.why && <p><Outcome event={event} /></p>}
      {event.branch && (
        <p>
          Took <strong>{event.branch}</strong>.
        </p>
      )}
      {event.why && <WhyText why={event.why} />}
    </>
  );
}

/** Outcome is what came of a step in a few words. */
function Outcome({ event }: { event: Event }) {
  if (event.value) return <ValueText value={event.value} />;
  if (event.branch) return <>took {event.branch}</>;
  if (event.kind === "loop") return <>{count(event.turn ?? 0, "turn")}</>;
  return <>{event.why ? <Shown text={event.why.text} /> : "ran"}</>;
}

/** WhyText is an explanation: what happened, the steps that led there, how to mend it. */
export function WhyText({ why, title }: { why: Why; title?: string }) {
  return (
    <>
      {title && <p class="why-title">{title}</p>}
      <p>
        <Shown text={sentence(why.text)} />
      </p>
      {why.steps && why.steps.length > 0 && <Steps steps={why.steps} />}
      {why.hint && (
        <p class="why-hint">
          <Shown text={sentence(why.hint)} />
        </p>
      )}
    </>
  );
}

/** Steps shows the values along the path of a reference. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <dl class="why-steps">
      {steps.map((step, i) => (
        <div key={i}>
          <dt>
            <code>
              <Shown text={step.ref} />
            </code>
          </dt>
          <dd>
            <ValueText value={step.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** ValueText shows a value with its type; what is cut says so. */
export function ValueText({ value }: { value: Value }) {
  if (value.type === "null") return <span class="value-type">null</span>;
  return (
    <>
      <code class="value">
        <Shown text={value.text} />
        {value.cut && "…"}
      </code>{" "}
      <span class="value-type">
        {value.type}
        {value.size !== undefined && value.size > 0 && value.type !== "String" && ` (${value.size})`}
      </span>
    </>
  );
}

/** Origins lists the places of the input a value came from. */
function Origins({ origins }: { origins: readonly Origin[] | undefined }) {
  if (!origins || origins.length === 0) return null;
  return (
    <p>
      From{" "}
      {origins.slice(0, 5).map((origin, i) => (
        <span key={i}>
          {i > 0 && ", "}
          {sourceName(origin.source)}{" "}
          <code>
            <Shown text={origin.path} />
          </code>
        </span>
      ))}
      {origins.length > 5 && ` and ${origins.length - 5} more`}.
    </p>
  );
}

/** Around lists the loops and branches that a step stands in, the nearest first. */
function Around({ x, event }: { x: Explanation; event: Event | null }) {
  const around: Event[] = [];
  for (let e = event && eventOf(x, event.parent); e && around.length < 6; e = eventOf(x, e.parent)) {
    if (e.kind === "branch" || e.kind === "turn" || e.kind === "macro") around.push(e);
  }
  if (around.length === 0) return null;
  return (
    <ul class="why-around">
      {around.map((e) => (
        <li key={e.seq}>
          {e.kind === "turn" ? `pass ${(e.turn ?? 0) + 1} of ` : "inside "}
          <code>
            <Shown text={e.source} />
          </code>
          {e.kind === "branch" && e.branch && <> took {e.branch}</>}
          {e.why && (
            <>
              {": "}
              <Shown text={e.why.text} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** sourceName is what the page calls a source of values. */
export function sourceName(source: string): string {
  const names: Record<string, string> = {
    body: "body",
    "params.path": "path parameter",
    "params.querystring": "query parameter",
    "params.header": "header",
    context: "context variable",
    stageVariables: "stage variable",
  };
  return names[source] ?? source;
}

/** eventOf finds an event by its number; lists that are cut are searched. */
function eventOf(x: Explanation, seq: number): Event | null {
  const direct = x.events[seq];
  if (direct?.seq === seq) return direct;
  return x.events.find((e) => e.seq === seq) ?? null;
}
