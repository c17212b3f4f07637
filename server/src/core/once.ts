const ANSWERS = Symbol('answers');

interface Asked {
  readonly [ANSWERS]?: Map<unknown, unknown>;
}

/**
 * Asks about an object once and keeps the answer with it. A WeakMap would do the same, but V8's frequent small
 * collections hold on to whatever its values refer to: with models that are made anew at every keystroke, they pile up
 * and a keystroke now and then waits 20 ms for the collector.
 */
export function oncePer<Key extends object, Answer>(ask: (key: Key) => Answer): (key: Key) => Answer {
  return (key) => {
    const answers = answersOf(key);
    if (!answers.has(ask)) answers.set(ask, ask(key));
    return answers.get(ask) as Answer;
  };
}

function answersOf(key: object): Map<unknown, unknown> {
  const known = (key as Asked)[ANSWERS];
  if (known) return known;
  const answers = new Map<unknown, unknown>();
  // Not enumerable, so that a copy of the object asks for itself.
  Object.defineProperty(key, ANSWERS, { value: answers });
  return answers;
}
