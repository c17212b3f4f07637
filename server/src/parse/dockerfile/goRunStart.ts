import { lineBreak, type Span, type TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { intoDistroless } from './distrolessStage.ts';
import { goCommands } from './goCommands.ts';
import type { Command, Stage } from './model.ts';
import { isGoImage } from './stageKinds.ts';

/** A container that compiles its program when it starts. */
export interface GoRunStart {
  readonly stage: Stage;
  /** `go run .`, as it is written. */
  readonly span: Span;
  /** Builds it once instead; undefined if nothing is certain to do the same. */
  readonly edits: TextEdit[] | undefined;
}

export function goRunStart(dockerfile: Dockerfile): GoRunStart | undefined {
  const stage = dockerfile.finalStage;
  const command = stage?.entrypoint ?? stage?.cmd;
  if (!stage || !command) return undefined;
  if (command.form === 'exec') return execStart(dockerfile, stage, command);
  const { rest } = command.instruction;
  return /^go run\b/.test(rest.text) ? { stage, span: rest.span, edits: undefined } : undefined;
}

function execStart(dockerfile: Dockerfile, stage: Stage, command: Command): GoRunStart | undefined {
  const [go, run, target] = command.instruction.args;
  if (go?.text !== 'go' || run?.text !== 'run') return undefined;
  const span = { start: go.span.start, end: (target ?? run).span.end };
  return { stage, span, edits: rewrite(dockerfile, stage, command) };
}

/** Only for one package without flags, with the modules in a layer of their own, so that nothing new is to be said. */
function rewrite(dockerfile: Dockerfile, stage: Stage, { argv, instruction }: Command): TextEdit[] | undefined {
  const [, , target = '', ...args] = argv;
  const isPackage = /^\.(?:\/[\w./-]+)?$/.test(target);
  const hasModules = stage.runs.flatMap(goCommands).some(({ verb }) => verb === 'mod download');
  const isAlone = stage.entrypoint === undefined || stage.cmd === undefined;
  if (!isPackage || !hasModules || !isAlone || !isGoImage(stage)) return undefined;
  const edits = intoDistroless(dockerfile, stage, { path: '/app', start: '/app' });
  const place = edits?.pop();
  if (!edits || !place) return undefined;
  const newline = lineBreak(dockerfile.text);
  const build = [
    'RUN --mount=type=cache,target=/root/.cache/go-build \\',
    `    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /app ${target}`,
  ];
  const newText = build.map((line) => line + newline).join('') + place.newText;
  const json = ['/app', ...args].map((word) => JSON.stringify(word)).join(', ');
  return [...edits, { span: place.span, newText }, { span: instruction.span, newText: `ENTRYPOINT [${json}]` }];
}
