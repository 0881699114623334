import { parts } from "./visible";

/** Shown prints a text of anybody's as text, with a box for each character that would not be seen. */
export function Shown({ text }: { text: string }) {
  return (
    <bdi>
      {parts(text).map((part, i) =>
        "text" in part ? (
          part.text
        ) : (
          <span key={i} class="invisible" title="A character that cannot be seen">
            {part.name}
          </span>
        ),
      )}
    </bdi>
  );
}
