import { baseName, hasShell } from '../../parse/dockerfile/contents.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { mayCopy, runMentions } from '../../parse/dockerfile/finalFiles.ts';
import { lineage } from '../../parse/dockerfile/lineage.ts';
import type { Instruction, Stage, Word } from '../../parse/dockerfile/model.ts';
import { commandsOf } from '../../parse/dockerfile/scripts.ts';
import type { Span } from '../../core/text.ts';
import { defineRule } from '../define.ts';

/** Programs that health checks call, with the userlands that have them. */
const TOOLS: Readonly<Record<string, readonly string[]>> = { curl: [], wget: ['busybox'], nc: ['busybox'] };

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Let the health check run something that the image has.',
  rationale: `
A HEALTHCHECK runs inside the container. scratch and distroless images have neither a shell nor curl or wget; Debian's and Ubuntu's have no curl and no wget either, Alpine has BusyBox' wget only. The check then fails every time and the container is "unhealthy" for ever: compose waits in vain, Swarm replaces it again and again.

A Go program can check itself: a \`-health\` argument that asks its own port and sets the exit code needs no tool at all. Kubernetes ignores HEALTHCHECK; its probes are in the manifest.`,
  sources: ['https://docs.docker.com/reference/dockerfile/#healthcheck'],
  messages: {
    shell: 'The container will be unhealthy for ever: {image} has no shell to run this line.',
    tool: 'The container will be unhealthy for ever: {image} has no {tool}.',
  },
  examples: [
    {
      title: 'curl in a distroless image',
      bad: `\
FROM gcr.io/distroless/static-debian13:nonroot
COPY api /api
HEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:8080/livez"]
ENTRYPOINT ["/api"]
`,
      good: `\
FROM gcr.io/distroless/static-debian13:nonroot
COPY api /api
HEALTHCHECK CMD ["/api", "-health"]
ENTRYPOINT ["/api"]
`,
    },
  ],
  *check(dockerfile, { say }) {
    const stage = dockerfile.finalStage;
    const check = stage && healthcheck(stage);
    if (!stage || !check) return;
    const image = baseName(stage);
    if (check.instruction.form === 'plain' && hasShell(stage) === false && stage.shell[0] === '/bin/sh') {
      yield say.shell(check.type.span, { image });
      return;
    }
    const missing = missingTool(dockerfile, check.instruction, stage);
    const severity = missing?.isCertain ? undefined : 'warning';
    if (missing) yield say.tool(missing.span, { image, tool: missing.tool }, { severity });
  },
});

/** The HEALTHCHECK that counts, if it runs something. */
function healthcheck({ instructions }: Stage): { instruction: Instruction; type: Word } | undefined {
  const instruction = instructions.findLast(({ keyword }) => keyword === 'HEALTHCHECK');
  const [type, command] = instruction?.args ?? [];
  return instruction && command && type?.text.toUpperCase() === 'CMD' ? { instruction, type } : undefined;
}

function missingTool({ text }: Dockerfile, check: Instruction, stage: Stage) {
  const { base } = stage;
  const facts = base.kind === 'image' ? base.facts : undefined;
  const userland = base.kind === 'scratch' ? 'none' : facts?.userland;
  // Other images of a family may come with the tool: only those that are the bare distribution are certain.
  const isBare = userland === 'none' || facts?.certificates === false || facts?.zoneinfo === false;
  if (userland === undefined || !isBare || mayInstallAnything(stage)) return undefined;
  const missing = toolsOf(text, check, stage).find(
    ({ tool }) => TOOLS[tool]?.includes(userland) === false && !mayHave(stage, tool),
  );
  return missing && { ...missing, isCertain: userland === 'none' };
}

function mayHave(stage: Stage, tool: string): boolean {
  return (
    mayCopy(stage, new RegExp(`${tool}|busybox|/bin/?$`)) || runMentions(stage, new RegExp(`\\b${tool}\\b|busybox`))
  );
}

function mayInstallAnything(stage: Stage): boolean {
  return lineage(stage).some(({ runs }) => runs.some(({ commands }) => commands().some(hidesPackages)));
}

/** `apk add $PACKAGES`, or a script that may install anything. */
function hidesPackages({ words }: ReturnType<typeof commandsOf>[number]): boolean {
  const [program, ...args] = words.map(({ value }) => value);
  if (program === undefined || /(?:\.sh|make)$/.test(program)) return true;
  return /^(?:apk|apt|apt-get|yum|dnf|microdnf)$/.test(program) && args.some((value) => value === undefined);
}

function toolsOf(text: string, check: Instruction, stage: Stage): { tool: string; span: Span }[] {
  // What follows CMD is read like an instruction of its own.
  const inner: Instruction = { ...check, args: check.args.slice(1), rest: check.args[1] ?? check.rest };
  return commandsOf(text, inner, stage.shell).flatMap(({ words: [program] }) => {
    const tool = program?.value?.replace(/^.*\//, '');
    return program && tool !== undefined ? [{ tool, span: program.span }] : [];
  });
}
