import { isTrusted } from '../../core/trustedRegistries.ts';
import { imageSources } from '../../parse/dockerfile/imageSources.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Take images only from the registries that the project trusts.',
  rationale: `
Whoever can push to a registry decides what runs in the build and in the image made from it. Where a project lists the registries it trusts, an image from elsewhere brings in code that nobody has agreed to, and may not be there when the build runs behind a firewall.

The list is \`trustedRegistries\` in \`.gantry.yaml\`, or in the \`.hadolint.yaml\` nearest to the Dockerfile; without one the rule is silent. An entry is a host with its port (\`ghcr.io\`, \`registry.example:5000\`). A star at either end stands for anything (\`*.example.com\`), \`docker.io\` is meant where an image names no registry, and \`ghcr.io/acme\` allows what lies below it. FROM, \`COPY --from\` and mounts of RUN are looked at.`,
  sources: ['https://github.com/hadolint/hadolint#configure', 'https://github.com/hadolint/hadolint/wiki/DL3026'],
  equivalents: ['DL3026'],
  messages: {
    untrusted: 'The build will pull from {registry}, which is none of the trusted registries: {trusted}.',
  },
  examples: [
    {
      title: 'An image from elsewhere',
      bad: `\
-- .gantry.yaml --
trustedRegistries:
  - docker.io
-- Dockerfile --
FROM registry.example/alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
-- .gantry.yaml --
trustedRegistries:
  - docker.io
-- Dockerfile --
FROM alpine:3.24
COPY api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say }, { policy }) {
    const trusted = policy?.trustedRegistries ?? [];
    if (trusted.length === 0) return;
    for (const { ref, span } of imageSources(dockerfile)) {
      if (isTrusted(ref, trusted)) continue;
      yield say.untrusted(span, { registry: ref.registry ?? 'docker.io', trusted: trusted.join(', ') });
    }
  },
});
