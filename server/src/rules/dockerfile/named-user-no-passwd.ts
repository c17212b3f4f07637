import { baseName } from '../../parse/dockerfile/contents.ts';
import { unresolvedUser } from '../../parse/dockerfile/users.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Use a number where the image has no such user.',
  rationale: `
A name in USER is looked up in the image's \`/etc/passwd\` when the container starts. scratch has no such file, and distroless images know \`root\`, \`nobody\` and \`nonroot\` only: the container does not start, "unable to find user app: no matching entries in passwd file".

A number needs no entry. Copying \`/etc/passwd\` from the build stage works as well.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#user'],
  equivalents: ['tally/named-identity-in-passwdless-stage'],
  messages: {
    missing: 'The container will not start: {image} has no user {user} in its /etc/passwd.',
  },
  fixes: {
    number: 'Use the number 65532',
  },
  examples: [
    {
      title: 'A name on scratch',
      bad: `\
FROM scratch
COPY api /api
USER app
ENTRYPOINT ["/api"]
`,
      good: `\
FROM scratch
COPY api /api
USER 65532:65532
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check({ finalStage }, { say, fix }) {
    const found = finalStage && unresolvedUser(finalStage);
    if (!finalStage || !found) return;
    const edits = () => [{ span: found.span, newText: '65532:65532' }];
    yield say.missing(
      found.span,
      { image: baseName(finalStage), user: found.name },
      { fixes: [fix.number({}, { safe: false, edits })] },
    );
  },
});
