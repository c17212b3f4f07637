/** `npm run new-rule kubernetes/x` writes the three files of a rule; `npm run generate` finds them by their names. */
import { existsSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

const id = process.argv[2] ?? '';
const [, target, name] = /^(dockerfile|kubernetes|workspace)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(id) ?? [];
if (!target || !name) {
  console.error('Usage: npm run new-rule (dockerfile|kubernetes|workspace)/<words-with-dashes>');
  process.exit(2);
}
const base = `server/src/rules/${id}`;
if (existsSync(`${base}.ts`)) {
  console.error(`${base}.ts exists already; choose another id or edit that rule.`);
  process.exit(2);
}

const model = target === 'dockerfile' ? 'dockerfile' : 'kubernetes';
const bad =
  {
    dockerfile: 'FROM scratch\nUSER 65532\n',
    kubernetes: 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: bad\n',
    workspace: '',
  }[target] ?? '';

writeFileSync(
  `${base}.ts`,
  `import { defineRule } from '../define.ts';

export default defineRule({
  target: '${model}',
  severity: 'warning',
  since: '${process.env['npm_package_version'] ?? '0.1.0'}',
  summary: 'Say in one imperative sentence what to do.',
  rationale: \`
Say what will happen otherwise, and why: what the kernel, the kubelet, BuildKit or the Go runtime does.\`,
  sources: ['https://kubernetes.io/docs/'],
  messages: {
    problem: 'What will happen to {subject}, then why.',
  },
  examples: [
    {
      title: 'The usual case',
      bad: \`\\
${bad}\`,
      good: \`\\
${bad.replace('bad', 'good')}\`,
    },
  ],
  *check(file, { say }) {
    // Look at the model in server/src/parse/, find the smallest span that a user would point at, and yield.
    if (file.text.includes('bad')) yield say.problem({ start: 0, end: 1 }, { subject: 'it' });
  },
});
`,
);
const cases = target === 'workspace' ? 'txtar' : target === 'dockerfile' ? 'dockerfile' : 'yaml';
writeFileSync(
  `${base}.cases.${cases}`,
  target === 'workspace' ? '-- first/Dockerfile --\nFROM scratch\n' : `# Say what this case shows.\n${bad}`,
);
writeFileSync(
  `${base}.zh-cn.json`,
  `${JSON.stringify({ summary: '用一句话说明该怎么做。', rationale: '说明否则会发生什么,以及原因。', examples: ['常见情形'], messages: { problem: '{subject} 会怎样,以及原因。' }, fixes: {}, related: {} }, null, 2)}\n`,
);
console.log(`Wrote ${base}.ts, ${base}.cases.${cases} and ${base}.zh-cn.json.`);
execFileSync(process.execPath, ['scripts/generate.ts'], { stdio: 'inherit' });
console.log('Ran npm run generate. Next: make the tests of the rule true with npm test -- unit.');
