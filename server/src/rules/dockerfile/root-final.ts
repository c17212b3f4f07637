import type { TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { baseName } from '../../parse/dockerfile/contents.ts';
import { endsOpen, insertAfter, insertBefore } from '../../parse/dockerfile/edits.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { isForOthers, lastRootStep, livesInRootsHome, rootReason } from '../../parse/dockerfile/privileges.ts';
import { isForDevelopment } from '../../parse/dockerfile/stageKinds.ts';
import { projectPath } from '../../workspace/projectPath.ts';
import { type Context, defineRule } from '../define.ts';

/** The `nonroot` of distroless and Chainguard images; a number needs no /etc/passwd and satisfies runAsNonRoot. */
const USER = '65532:65532';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Let the final stage run as a numeric user that is not root.',
  rationale: `
Without USER a container runs as UID 0. Whoever finds a hole in the program then owns every file of the image and its volumes, and a kernel hole on top is a hole in the node. A pod with \`runAsNonRoot: true\`, which the restricted Pod Security Standard demands, refuses the image with CreateContainerConfigError.

A Go service needs no root: it listens above 1024 and writes to volumes, whose owner \`fsGroup\` sets. Where a base image is not known, nothing is said of what to start, or the file is for development, Gantry only asks the question.`,
  sources: [
    'https://docs.docker.com/reference/dockerfile/#user',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  ],
  equivalents: ['DL3002'],
  messages: {
    missing: 'The service will run as root: no USER follows, and {image} sets none.',
    inherited: 'The service will run as root: it inherits the USER of stage {parent}.',
    explicit: 'The service will run as root: this is the last USER of the image.',
    unknown: 'The service may run as root: no USER follows, and Gantry does not know which one {image} sets.',
  },
  fixes: {
    add: 'Run as {user}, a user without privileges',
    replace: 'Run as {user} instead of {old}',
  },
  related: {
    user: 'The last USER',
  },
  examples: [
    {
      title: 'No USER at all',
      bad: `\
FROM alpine:3.24
COPY api /usr/local/bin/
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
    {
      title: 'Root again at the end',
      bad: `\
FROM registry.example/base:1.4
USER root
ENTRYPOINT ["api"]
`,
      good: `\
FROM registry.example/base:1.4
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix, note }, context) {
    const stage = dockerfile.finalStage;
    const reason = stage && rootReason(stage);
    if (!stage?.image || !reason) return;
    const { value: old = '', span: user } = stage.user;
    if (reason === 'explicit' && user) {
      const edits = () => [{ span: user, newText: USER }];
      yield say.explicit(user, {}, { fixes: [fix.replace({ user: USER, old }, { safe: false, edits })] });
      return;
    }
    const edit = newUser(dockerfile, stage);
    yield say[reason](
      stage.image.span,
      { image: baseName(stage), parent: stage.image.text },
      {
        fixes: edit ? [fix.add({ user: USER }, { safe: false, edits: () => [edit] })] : [],
        related: user ? [note.user({}, { span: user })] : [],
        severity: reason === 'unknown' || isNoService(stage, context) ? 'info' : undefined,
      },
    );
  },
});

/** A tool, a base for others, or what only its developers start. */
function isNoService(stage: Stage, context: Context): boolean {
  return isForOthers(stage) || isForDevelopment(projectPath(context), stage);
}

function newUser(dockerfile: Dockerfile, stage: Stage): TextEdit | undefined {
  if (livesInRootsHome(stage)) return undefined;
  const line = [`USER ${USER}`];
  const next = lastRootStep(stage);
  if (next) return insertBefore(dockerfile.text, next, line);
  return endsOpen(dockerfile) ? undefined : insertAfter(dockerfile.text, stage.span, line);
}
