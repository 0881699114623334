import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { app } from "../state/app";

/** ModalProps are those of a dialog over the page. */
interface ModalProps {
  title: string;
  testid: string;
  children: ComponentChildren;
  wide?: boolean;
}

/** closeDialog closes the dialog that is open. */
export function closeDialog(): void {
  app.set({ dialog: null });
}

/** Modal is a dialog over the page; Escape and its button close it, and the keyboard goes back where it was. */
export function Modal({ title, testid, children, wide }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? "wide" : ""}
      aria-labelledby="dialog-title"
      data-testid={testid}
      onClose={closeDialog}
      onClick={(event) => event.target === dialog.current && closeDialog()}
    >
      <div class="dialog-body">
        <header>
          <h2 id="dialog-title">{title}</h2>
          <button type="button" class="icon" aria-label="Close" title="Close (Esc)" onClick={closeDialog}>
            ✕
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
