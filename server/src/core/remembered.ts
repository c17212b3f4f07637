/**
 * A pure function of a text that remembers its last answers. Between two keystrokes nearly all texts are the same, so
 * nearly nothing is computed again. Of what is not asked for any more, at most `size` answers stay.
 */
export function remembered<Answer>(size: number, compute: (text: string) => Answer): (text: string) => Answer {
  let recent = new Map<string, Answer>();
  let older = new Map<string, Answer>();
  return (text) => {
    const known = recent.get(text) ?? older.get(text);
    const answer = known ?? compute(text);
    if (!recent.has(text)) recent.set(text, answer);
    if (recent.size >= size) {
      older = recent;
      recent = new Map();
    }
    return answer;
  };
}
