import { nearest } from '../../core/nearest.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'manifest',
  severity: 'error',
  since: '0.1.0',
  summary: 'Refer only to anchors that stand before, in the same document.',
  rationale: `
\`*name\` repeats what stands at \`&name\`, and anchors end with their document: behind \`---\` none is left. \`kubectl\` stops with "unknown anchor referenced", and applies nothing of the file from there on.`,
  sources: ['https://yaml.org/spec/1.2.2/#71-alias-nodes'],
  messages: {
    unknown: 'The document will not be read: there is no anchor &{name} above in this document.',
    meant: 'The document will not be read: there is no anchor &{name} above in this document, &{meant} is close.',
  },
  fixes: {
    rename: 'Write *{meant}',
  },
  examples: [
    {
      title: 'A misspelt anchor',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels: &labels
    app: shop
  annotations: *label
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  labels: &labels
    app: shop
  annotations: *labels
`,
    },
  ],
  *check({ document }, { say, fix }) {
    const { text, problems } = document;
    for (const { kind, span } of problems) {
      if (kind !== 'alias') continue;
      const name = /^\*?([^\s,[\]{}]+)/.exec(text.slice(span.start, span.end))?.[1] ?? '';
      const meant = nearest(name, anchorsBefore(text, span.start));
      const edits = [{ span, newText: `*${meant ?? ''}` }];
      const fixes: Fix[] = meant === undefined ? [] : [fix.rename({ meant }, { safe: false, edits: () => edits })];
      if (meant === undefined) yield say.unknown(span, { name });
      else yield say.meant(span, { name, meant }, { fixes });
    }
  },
});

function anchorsBefore(text: string, offset: number): string[] {
  return [...text.slice(0, offset).matchAll(/(?:^|[\s[{,])&([^\s,[\]{}]+)/g)].flatMap(({ 1: name }) => name ?? []);
}
