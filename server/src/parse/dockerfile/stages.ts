import { baseImage, isWindows, startFolder } from '../../core/baseImages.ts';
import { parseImageRef } from '../../core/imageRef.ts';
import { remembered } from '../../core/remembered.ts';
import { environment, globalVariables, imageScope, type Scope, stageVariables, type Variables } from './environment.ts';
import { expand } from './expand.ts';
import { parseDelimiter } from './heredocs.ts';
import { flag } from './instructions.ts';
import type {
  Base,
  Command,
  Comment,
  Copy,
  Environment,
  Instruction,
  Origin,
  Run,
  Stage,
  User,
  Word,
} from './model.ts';
import { absolutePath } from './paths.ts';
import type { Lines } from './read.ts';
import { commandsFrom, scriptOf, type PlacedScript, type RunCommand } from './scripts.ts';
import type { Traced } from './traced.ts';

const DEFAULT_SHELL = ['/bin/sh', '-c'];
const REMEMBERED_IMAGES = 500;
const WINDOWS_SHELL = ['cmd', '/S', '/C'];

/** Stages with what each inherits, in order. Before the first FROM only ARG counts. */
export function readStages(text: string, { instructions, comments, escape }: Lines): Stage[] {
  const [preamble, ...groups] = groupByFrom(instructions);
  const globals = globalVariables(escape);
  for (const instruction of preamble ?? []) if (instruction.keyword === 'ARG') globals.arg(instruction);
  const shells = shellPragmas(comments);
  const firstFrom = groups[0]?.[0]?.span.start ?? 0;
  const file: File = {
    text,
    instructions,
    escape,
    globals,
    shells,
    defaultShell: shells.findLast(({ at }) => at < firstFrom)?.shell,
    stages: [],
    names: new Map(),
    scopes: new Map(),
    origins: [],
  };
  for (const [from, ...body] of groups) {
    if (!from) continue;
    const stage = readStage(from, body, file);
    file.stages.push(stage);
    if (stage.name !== undefined) file.names.set(stage.name, stage);
  }
  resolveOrigins(file);
  return file.stages;
}

/** The first group is what stands before any FROM; each other one starts with its FROM. */
function groupByFrom(instructions: readonly Instruction[]): Instruction[][] {
  const groups: Instruction[][] = [[]];
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') groups.push([]);
    groups.at(-1)?.push(instruction);
  }
  return groups;
}

/** What is known of the file so far. */
interface File {
  readonly text: string;
  readonly instructions: readonly Instruction[];
  readonly escape: string;
  readonly globals: Variables;
  readonly shells: readonly ShellPragma[];
  readonly defaultShell: readonly string[] | undefined;
  readonly stages: Stage[];
  /** Of two stages with one name the later counts. */
  readonly names: Map<string, Stage>;
  /** The variables at the end of each stage. */
  readonly scopes: Map<Stage, Scope>;
  readonly origins: OpenOrigin[];
}

/** What `--from` means is filled in at the end. */
type OpenOrigin = Pick<Origin, 'value' | 'span'> & { stage: Origin['stage']; base: Origin['base'] };

function readStage(from: Instruction, body: readonly Instruction[], file: File): Stage {
  const [image, as, nameWord] = from.args;
  const name = as?.text.toLowerCase() === 'as' ? nameWord : undefined;
  const resolvedImage = image && resolveImage(image, file);
  const parent = resolvedImage && file.names.get(resolvedImage.text.toLowerCase());
  const base = parent?.base ?? baseOf(resolvedImage?.text);
  const { scope, ...outcome } = play(body, { parent, base, shell: declaredShell(from, file) }, file);
  const stage: Stage = {
    index: file.stages.length,
    name: name?.text.toLowerCase(),
    nameSpan: name?.span,
    from,
    image,
    resolvedImage,
    platform: flag(from, 'platform'),
    parent,
    base,
    instructions: body,
    span: { start: from.span.start, end: (body.at(-1) ?? from).span.end },
    ...outcome,
  };
  file.scopes.set(stage, scope);
  return stage;
}

/** What people give an ARG as its default where every real build has to name an image. */
const STAND_IN =
  /^(?:non-?existing|none|null|place-?holder|must-?override|override(?:-?me)?|unset|undefined|unknown|invalid|todo|fixme|change-?me|set-?me|required)$/i;

/** Undefined if only the build knows. */
function resolveImage(image: Word, { escape, globals }: File): Traced | undefined {
  const resolved = expand(image.traced, escape, globals.lookup);
  const isStandIn = resolved && resolved.text !== image.text && STAND_IN.test(resolved.text);
  return isStandIn ? undefined : resolved;
}

type Outcome = Omit<
  Stage,
  | 'index'
  | 'name'
  | 'nameSpan'
  | 'from'
  | 'image'
  | 'resolvedImage'
  | 'platform'
  | 'parent'
  | 'base'
  | 'instructions'
  | 'span'
>;

/** What instructions change, one after another. */
interface State {
  user: User;
  entrypoint: Command | undefined;
  cmd: Command | undefined;
  /** Whether this stage set CMD itself; if not, its ENTRYPOINT clears the inherited one. */
  ownsCmd: boolean;
  workdir: string | undefined;
  shell: readonly string[];
}

/** Where a stage starts from. */
interface Start {
  readonly parent: Stage | undefined;
  readonly base: Base;
  /** As a comment above FROM says. */
  readonly shell: readonly string[] | undefined;
}

function play(body: readonly Instruction[], start: Start, file: File): Outcome & { scope: Scope } {
  const { parent } = start;
  const inherited = parent ? file.scopes.get(parent) : scopeOf(start.base);
  const variables = stageVariables(file.escape, file.globals.scope(), inherited);
  const state = startState(start, file);
  const runs: Run[] = [];
  const copies: Copy[] = [];
  const before = new Map<Instruction, Scope>();
  const text: Expander = (word) => expand(word.traced, file.escape, variables.lookup)?.text;
  for (const instruction of body) {
    const { keyword } = instruction;
    before.set(instruction, variables.scope());
    state.shell = declaredShell(instruction, file) ?? state.shell;
    if (keyword === 'ARG') variables.arg(instruction);
    else if (keyword === 'ENV') variables.env(instruction);
    else if (keyword === 'RUN') runs.push(runOf(instruction, state, environment(variables.scope()), file));
    else if (keyword === 'COPY' || keyword === 'ADD') copies.push(copyOf(instruction, state.workdir, text, file));
    else Object.assign(state, change(instruction, state, { text, index: file.stages.length }));
  }
  const { user, entrypoint, cmd, workdir, shell } = state;
  const scope = variables.scope();
  const env = environment(scope);
  const envBefore: Stage['envBefore'] = (instruction) => environment(before.get(instruction) ?? scope);
  return { user, entrypoint, cmd, workdir, shell, env, envBefore, runs, copies, scope };
}

function startState({ parent, base, shell }: Start, file: File): State {
  if (parent) return { ...parent, shell: shell ?? parent.shell, ownsCmd: false };
  const isOnWindows = base.kind === 'image' && isWindows(base.facts);
  return {
    user: { value: baseUser(base), instruction: undefined, span: undefined },
    entrypoint: undefined,
    cmd: undefined,
    ownsCmd: false,
    workdir: baseWorkdir(base),
    shell: shell ?? file.defaultShell ?? (isOnWindows ? WINDOWS_SHELL : DEFAULT_SHELL),
  };
}

interface ShellPragma {
  readonly at: number;
  readonly shell: readonly string[];
}

/**
 * `# hadolint shell=/bin/bash` tells what the base image has set, which the file itself cannot know: for the rest of
 * the stage, or above FROM for that stage; above the first FROM for all stages that start from an image.
 */
function shellPragmas(comments: readonly Comment[]): ShellPragma[] {
  return comments.flatMap(({ text, span }) => {
    const [, shell] = /^(?:hadolint|tally)[ \t]+shell[ \t]*=[ \t]*([^\s#]+)[ \t]*(?:#.*)?$/i.exec(text) ?? [];
    return shell === undefined ? [] : [{ at: span.start, shell: [shell, ...shellOptions(shell)] }];
  });
}

function shellOptions(shell: string): readonly string[] {
  if (/(?:^|[\\/])cmd(?:\.exe)?$/i.test(shell)) return WINDOWS_SHELL.slice(1);
  return /(?:^|[\\/])(?:powershell|pwsh)(?:\.exe)?$/i.test(shell) ? ['-Command'] : ['-c'];
}

/** The pragma between an instruction and the one before it. */
function declaredShell({ span }: Instruction, { shells, instructions }: File): readonly string[] | undefined {
  if (shells.length === 0) return undefined;
  const previous = instructions.findLast((each) => each.span.start < span.start);
  return shells.findLast(({ at }) => at < span.start && at >= (previous?.span.end ?? 0))?.shell;
}

type Expander = (word: Word) => string | undefined;

function change(
  instruction: Instruction,
  state: State,
  { text, index }: { readonly text: Expander; readonly index: number },
): Partial<State> {
  const first = instruction.args[0];
  if (!first) return {};
  switch (instruction.keyword) {
    case 'USER':
      return { user: { value: text(first), instruction, span: first.span } };
    case 'WORKDIR':
      return { workdir: absolutePath(state.workdir, text(first)) };
    case 'SHELL':
      return instruction.form === 'json' ? { shell: instruction.args.map((word) => word.text) } : {};
    case 'CMD':
      return { cmd: commandOf(instruction, state, index), ownsCmd: true };
    case 'ENTRYPOINT':
      return { entrypoint: commandOf(instruction, state, index), ...(state.ownsCmd ? {} : { cmd: undefined }) };
    default:
      return {};
  }
}

function commandOf(instruction: Instruction, { shell }: State, stageIndex: number): Command {
  const words = instruction.args.map((word) => word.text);
  return instruction.form === 'json'
    ? { instruction, stageIndex, form: 'exec', argv: words }
    : { instruction, stageIndex, form: 'shell', argv: [...shell, ...words] };
}

function runOf(instruction: Instruction, { workdir, shell }: State, env: Environment, file: File): Run {
  let commands: readonly RunCommand[] | undefined;
  let known: { placed: PlacedScript | undefined } | undefined;
  const script: Run['script'] = () => (known ??= { placed: scriptOf(file.text, instruction, shell) }).placed;
  return {
    instruction,
    script,
    commands: () => (commands ??= commandsFrom(script(), instruction)),
    env,
    workdir,
    shell,
  };
}

function copyOf(instruction: Instruction, workdir: string | undefined, text: Expander, file: File): Copy {
  const words = instruction.args.filter((word) => instruction.heredocs.length === 0 || !parseDelimiter(word.text));
  const destination = words.at(-1);
  const from = flag(instruction, 'from');
  return {
    instruction,
    from: from?.value === undefined ? undefined : originOf(from.value, from.valueSpan ?? from.span, file),
    sources: words.slice(0, -1).map(text),
    destination: destination && absolutePath(workdir, text(destination)),
    workdir,
  };
}

/**
 * BuildKit orders stages by what they need, so a later one may be meant: that is seen once all are read. No getters: V8
 * keeps what they close over until its next great collection, and that made every keystroke wait for small ones.
 */
function originOf(value: string, span: Origin['span'], { origins }: File): Origin {
  const origin: OpenOrigin = { value, span, stage: undefined, base: baseOf(value.includes('$') ? undefined : value) };
  origins.push(origin);
  return origin;
}

function resolveOrigins({ origins, stages, names }: File): void {
  for (const origin of origins) {
    const { value } = origin;
    origin.stage = /^\d+$/.test(value) ? stages[Number(value)] : names.get(value.toLowerCase());
    if (origin.stage) origin.base = origin.stage.base;
  }
}

function baseOf(image: string | undefined): Base {
  return image === undefined ? { kind: 'unknown' } : namedBase(image);
}

const namedBase = remembered(REMEMBERED_IMAGES, (image): Base => {
  if (image === 'scratch') return { kind: 'scratch' };
  const ref = parseImageRef(image);
  return ref ? { kind: 'image', ref, facts: baseImage(ref) } : { kind: 'unknown' };
});

const GO_SCOPE = imageScope({ GOPATH: '/go' });

/** Of the images at hand only Go's sets a variable that people build paths with. */
function scopeOf(base: Base): Scope | undefined {
  const isGo = base.kind === 'image' && base.ref.name.endsWith('golang') && !isWindows(base.facts);
  return isGo ? GO_SCOPE : undefined;
}

function baseUser(base: Base): string | undefined {
  if (base.kind === 'scratch') return '0';
  return base.kind === 'image' ? base.facts?.user : undefined;
}

/** Go images set one; the other known images leave it at the root, or at a home that no one relies on. */
function baseWorkdir(base: Base): string | undefined {
  if (base.kind === 'scratch') return '/';
  return base.kind === 'image' ? startFolder(base.ref, base.facts) : undefined;
}
