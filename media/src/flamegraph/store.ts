export interface Store<State> {
  readonly get: () => State;
  readonly set: (change: Partial<State>) => void;
  /** Called at most once per frame, with the state now and the one it was called with before. */
  readonly watch: (listener: Listener<State>) => void;
}

export type Listener<State> = (state: State, previous: State | undefined) => void;

/** Changes take effect at once and are shown with the next frame: ten events between two frames draw once. */
export function storeOf<State extends object>(initial: State): Store<State> {
  const listeners: Listener<State>[] = [];
  let state = initial;
  let shown: State | undefined;
  let scheduled = false;
  const flush = (): void => {
    scheduled = false;
    const previous = shown;
    const current = state;
    shown = current;
    for (const listener of listeners) listener(current, previous);
  };
  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(flush);
  };
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      schedule();
    },
    watch: (listener) => {
      listeners.push(listener);
      schedule();
    },
  };
}

/** Whether one of these parts of the state has changed since the last time it was shown. */
export function changed<State extends object>(
  state: State,
  previous: State | undefined,
  ...keys: readonly (keyof State)[]
): boolean {
  return previous === undefined || keys.some((key) => state[key] !== previous[key]);
}
