import { defineRule } from '../define.ts';

const RESERVED = /^(?:com|io)\.docker\.|^org\.dockerproject\./;

export default defineRule({
  target: 'dockerfile',
  severity: 'hint',
  since: '0.1.0',
  summary: 'Write label keys in lower case, with dots and dashes.',
  rationale: `
Docker's convention: a key consists of lower-case letters, digits, dots and dashes, begins with a letter and ends with a letter or digit. Underscores are as common and do no harm, and some tools demand them. Other keys work, but tools that filter by labels or map them to other systems stumble over them. The prefixes \`com.docker\`, \`io.docker\` and \`org.dockerproject\` belong to Docker.`,
  sources: [
    'https://docs.docker.com/engine/manage-resources/labels/#label-keys-and-values',
    'https://github.com/hadolint/hadolint/wiki/DL3048',
  ],
  equivalents: ['DL3048', 'tally/labels/valid-key'],
  messages: {
    form: 'Tools that filter by labels may not find `{key}`: the convention is lower-case letters, digits, dots and dashes.',
    reserved: '`{key}` may be overwritten or ignored: the prefix is reserved for Docker itself.',
  },
  examples: [
    {
      title: 'Capitals and a space',
      bad: `\
FROM alpine:3.24
LABEL "Build Date"="2026-11-26"
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
LABEL build-date="2026-11-26"
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ instructions }, { say }) {
    for (const { keyword, pairs } of instructions) {
      if (keyword !== 'LABEL') continue;
      for (const { name } of pairs) {
        const key = name.text.replace(/^(["'])(.*)\1$/s, '$2');
        if (key === '' || key.includes('$')) continue;
        if (RESERVED.test(key)) yield say.reserved(name.span, { key });
        else if (!/^[a-z](?:[a-z0-9._-]*[a-z0-9])?$/.test(key) || /[.-]{2}/.test(key))
          yield say.form(name.span, { key });
      }
    }
  },
});
