import { lineBreak, lineStart } from '../../core/text.ts';
import { objectStarts } from '../../parse/kubernetes/objectStarts.ts';
import { startWithComments } from '../../parse/kubernetes/pods.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'manifest',
  severity: 'error',
  since: '0.1.0',
  summary: 'Put `---` between two objects.',
  rationale: `
Without \`---\` two objects in one file are one YAML map with every key twice. \`kubectl\` refuses it, and tools that do not look take the last \`kind\`, \`metadata\` and \`spec\`: the first object is gone.`,
  sources: [
    'https://yaml.org/spec/1.2.2/#92-streams',
    'https://kubernetes.io/docs/concepts/workloads/management/#organizing-resource-configurations',
  ],
  messages: {
    missing: 'The object above will be lost: another one begins here, and `---` is missing.',
  },
  fixes: {
    insert: 'Insert ---',
  },
  examples: [
    {
      title: 'Two objects in one',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
apiVersion: v1
kind: ConfigMap
metadata:
  name: flags
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: flags
`,
    },
  ],
  *check({ document }, { say, fix }) {
    const { text } = document;
    for (const start of objectStarts(document)) {
      const { span } = start.key;
      const place = startWithComments(text, span.start);
      const at = { start: place, end: place };
      const edits = [{ span: at, newText: `---${lineBreak(text)}` }];
      const isOwnLine = lineStart(text, span.start) === span.start;
      yield say.missing(span, {}, { fixes: isOwnLine ? [fix.insert({}, { safe: true, edits: () => edits })] : [] });
    }
  },
});
