import { useLayoutEffect, useState } from "preact/hooks";

/** Store holds one immutable state; parts that did not change keep their identity. */
export interface Store<S> {
  get(): S;
  /** Replaces some members and tells everybody who listens. */
  set(patch: Partial<S> | ((state: S) => Partial<S>)): void;
  /** Calls back after each change until the returned function is called. */
  subscribe(listen: () => void): () => void;
}

/** createStore makes a store with its first state. */
export function createStore<S extends object>(initial: S): Store<S> {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(patch) {
      const change = typeof patch === "function" ? patch(state) : patch;
      const keys = Object.keys(change) as (keyof S)[];
      if (keys.every((key) => Object.is(state[key], change[key]))) return;
      state = { ...state, ...change };
      for (const listen of [...listeners]) listen();
    },
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}

/** useStore renders a component again when what it selects of the state changes; select must not make new objects. */
export function useStore<S, T>(store: Store<S>, select: (state: S) => T): T {
  const [, again] = useState({});
  const selected = select(store.get());
  useLayoutEffect(() => {
    let last = selected;
    const check = () => {
      const next = select(store.get());
      if (Object.is(next, last)) return;
      last = next;
      again({});
    };
    check();
    return store.subscribe(check);
  });
  return selected;
}
