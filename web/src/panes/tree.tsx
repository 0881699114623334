import { useEffect, useState } from "preact/hooks";
import type { JSONNode, Nodes, NodesQuery } from "../engine/types";
import { Menu } from "../layout/menu";
import { engine, goTo, insert, messageOf } from "../state/page";
import { Shown } from "../text/shown";
import { count } from "../text/visible";

/** JSONTree is a JSON body as a tree; each node can be read in the template by one of its paths. */
export function JSONTree({ body }: { body: string }) {
  return (
    <div class="tree scroll" data-testid="json-tree">
      {body === "" ? <p class="empty-note">No body.</p> : <Level key={body} body={body} path="$" />}
    </div>
  );
}

/** Level is a node's children, fetched when they are shown. */
function Level({ body, path }: { body: string; path: string }) {
  const [nodes, setNodes] = useState<Nodes | null>(null);
  const [failure, setFailure] = useState("");
  useEffect(() => {
    const flight = new AbortController();
    const query: NodesQuery = { body, path };
    engine.call<Nodes>("nodes", query, flight.signal).then(setNodes, (error: unknown) => {
      if (!flight.signal.aborted) setFailure(messageOf(error));
    });
    return () => flight.abort();
  }, [body, path]);
  if (failure) return <p class="empty-note">{failure}</p>;
  if (!nodes) return <p class="empty-note">Reading…</p>;
  const wrong = nodes.problems[0];
  if (wrong) {
    return (
      <p class="empty-note">
        <Shown text={wrong.message} />
      </p>
    );
  }
  const root = path === "$" ? nodes.way.at(-1) : undefined;
  return (
    <ul>
      {root && <Row node={{ ...root, key: "$" }} body={body} leaf />}
      {nodes.children.map((node) => (
        <Row key={node.path} node={node} body={body} />
      ))}
      {(nodes.more ?? 0) > 0 && <li class="muted">and {count(nodes.more!, "more value")}</li>}
    </ul>
  );
}

/** Row is a node of the tree. */
function Row({ node, body, leaf }: { node: JSONNode; body: string; leaf?: boolean }) {
  const [open, setOpen] = useState(false);
  const folds = !leaf && (node.type === "object" || node.type === "array") && node.size > 0;
  return (
    <li>
      <div class="tree-row">
        {folds ? (
          <button type="button" class="icon twist" aria-expanded={open} aria-label={`Members of ${node.key}`} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? "▾" : "▸"}</span>
          </button>
        ) : (
          <span class="twist" />
        )}
        <button
          type="button"
          class="tree-node"
          title="Show in the text"
          onClick={() => goTo({ editor: "body", start: node.start, end: node.end, focus: false })}
        >
          <span class="tree-key">
            <Shown text={node.key} />
          </span>
          <span class={`tree-value ${node.type}`}>
            {node.type === "object" || node.type === "array" ? (
              `${node.type === "object" ? "{…}" : "[…]"} ${count(node.size, node.type === "object" ? "member" : "element")}`
            ) : (
              <Shown text={node.text} />
            )}
          </span>
        </button>
        <Menu
          label="Insert"
          title={`Insert ${node.path} into the template`}
          testid="insert-path"
          align="right"
          items={node.insert.map((text) => ({ label: text, run: () => insert(text) }))}
        />
      </div>
      {open && <Level body={body} path={node.path} />}
    </li>
  );
}
