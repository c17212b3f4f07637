import { objectStarts } from '../../parse/kubernetes/objectStarts.ts';
import { duplicatePairs, removeDuplicate } from '../../parse/yaml/duplicates.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'manifest',
  severity: 'error',
  since: '0.1.0',
  summary: 'Write every key of an object once.',
  rationale: `
\`kubectl apply\` refuses an object with a key that is given twice ("key already set in map"). Other tools take one of the two without a word, mostly the last, so that half of the file has no effect: a second \`env:\` empties the first.`,
  sources: [
    'https://yaml.org/spec/1.2.2/#3213-node-comparison',
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  ],
  messages: {
    twice: 'The object will be refused by kubectl, and halved by other tools: {key} is given twice.',
  },
  fixes: {
    same: 'Remove this one, which says the same',
    remove: 'Remove this one',
  },
  related: {
    first: 'The first one',
  },
  examples: [
    {
      title: 'A label given twice',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    app: shop
    app: shop
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels:
    app: shop
`,
    },
  ],
  *check({ document }, { say, fix, note }) {
    if (document.problems.some(({ kind }) => kind === 'syntax')) return;
    // Two objects that run together have every key twice, which is told as such.
    const isTwo = objectStarts(document).length > 0;
    for (const { map, first, pair, isSame } of duplicatePairs(document)) {
      if (isTwo && map === document.root) continue;
      const edits = removeDuplicate(document, map, pair);
      const fixes: Fix[] = edits ? [(isSame ? fix.same : fix.remove)({}, { safe: isSame, edits: () => edits })] : [];
      const key = document.text.slice(pair.key.span.start, pair.key.span.end);
      yield say.twice(pair.key.span, { key }, { fixes, related: [note.first({}, { span: first.key.span })] });
    }
  },
});
