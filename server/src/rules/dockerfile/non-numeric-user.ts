import { namedUser, unresolvedUser } from '../../parse/dockerfile/users.ts';
import { userId } from '../../workspace/userId.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'info',
  since: '0.1.0',
  summary: 'Name the final user by number.',
  rationale: `
A pod with \`runAsNonRoot: true\` must know before the start that the user is not root. The kubelet reads the image's USER for that and cannot look a name up: "image has non-numeric user (app), cannot verify user is non-root", and the container never starts.

Where a manifest with that setting is linked to this file, \`workspace/nonroot-nonnumeric-user\` says so as an error.`,
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://github.com/hadolint/hadolint/wiki/DL3066',
  ],
  equivalents: ['DL3066'],
  messages: {
    name: 'A pod with runAsNonRoot will refuse this image: the kubelet cannot tell whether {user} is root.',
  },
  fixes: {
    number: 'Use its number, {id}',
  },
  examples: [
    {
      title: 'A user made in the Dockerfile',
      bad: `\
FROM alpine:3.24
RUN adduser -D -H -u 10001 app
COPY api /usr/local/bin/
USER app
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
RUN adduser -D -H -u 10001 app
COPY api /usr/local/bin/
USER 10001
ENTRYPOINT ["api"]
`,
    },
  ],
  *check({ finalStage: stage }, { say, fix }) {
    const user = stage && namedUser(stage);
    // Root is another rule's, and so is a name that the image does not know.
    if (!stage || !user || user.name === 'root' || unresolvedUser(stage)) return;
    const id = userId(stage, user.name);
    const edits = () => [{ span: user.span, newText: String(id) }];
    // With a group its number would have to be known, too.
    const isAlone = stage.user.instruction?.rest.text === user.name;
    yield say.name(
      user.span,
      { user: user.name },
      { fixes: id !== undefined && isAlone ? [fix.number({ id }, { safe: false, edits })] : [] },
    );
  },
});
