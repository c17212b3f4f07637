import { oncePer } from '../../core/once.ts';
import { goArguments, goCommands, type GoCommand } from './goCommands.ts';
import { settingOf } from './goSettings.ts';
import { lineage } from './lineage.ts';
import { bringsModules } from './moduleDownload.ts';
import { mountsOf } from './mounts.ts';
import type { Instruction, Run, Stage } from './model.ts';
import { isGoImage } from './stageKinds.ts';

/** Where Go keeps what it downloads and compiles; undefined where it is not certain. */
export interface GoCaches {
  readonly modules: string | undefined;
  readonly build: string | undefined;
  /** `,uid=10001` for a user who could not write a cache that belongs to root; undefined if the number is not known. */
  readonly owner: string | undefined;
}

export function goCaches(stage: Stage, command: GoCommand): GoCaches {
  const user = userAt(stage, command.run);
  const home = plain(settingOf(command, 'HOME')) ?? (user === '0' ? '/root' : undefined);
  return {
    modules: plain(settingOf(command, 'GOMODCACHE')) ?? below(goPath(stage, command, home), 'pkg/mod'),
    build: plain(settingOf(command, 'GOCACHE')) ?? below(home, '.cache/go-build'),
    owner: ownerOf(user),
  };
}

function goPath(stage: Stage, command: GoCommand, home: string | undefined): string | undefined {
  return plain(settingOf(command, 'GOPATH')) ?? (isGoImage(stage) ? '/go' : below(home, 'go'));
}

function below(folder: string | undefined, path: string): string | undefined {
  return folder === undefined ? undefined : `${folder}/${path}`;
}

function ownerOf(user = ''): string | undefined {
  if (user === '0') return '';
  return /^\d+$/.test(user) ? `,uid=${user}` : undefined;
}

function plain(setting: { readonly value: string | undefined } | undefined): string | undefined {
  return setting?.value?.startsWith('/') ? setting.value.replace(/\/+$/, '') : undefined;
}

/** The user that a RUN runs as; `0` for root. */
export function userAt(stage: Stage, run: Run): string | undefined {
  const last = lastUser(stage, run.instruction.span.start);
  if (!last) return isGoImage(stage) ? '0' : undefined;
  const name = last.rest.text.split(':')[0] ?? '';
  return name === 'root' ? '0' : name;
}

function lastUser(stage: Stage, before: number): Instruction | undefined {
  for (let at: Stage | undefined = stage; at; at = at.parent) {
    const user = at.instructions.findLast(({ keyword, span }) => keyword === 'USER' && span.start < before);
    if (user) return user;
  }
  return undefined;
}

/** Whether a RUN mounts a cache over a folder, or over one above it. What a variable hides may be anything. */
export function mountsCache(run: Run, folder: string | undefined): boolean {
  return mountsOf(run.instruction).some(({ type, options }) => {
    if (type !== 'cache' && type !== 'bind') return false;
    const target = options.get('target')?.value.replace(/\/+$/, '') ?? '';
    if (target.includes('$') || folder === undefined) return type === 'cache';
    return folder === target || folder.startsWith(`${target}/`);
  });
}

/** Commands that compile the packages of the build context. */
export const compilingCommands: (stage: Stage) => readonly GoCommand[] = oncePer(({ runs }) =>
  runs
    .flatMap(goCommands)
    .filter(
      ({ verb, args }) =>
        /^(?:build|install|test)$/.test(verb) && !args.some(({ text }) => /^["']?[\w.-]+\/\S*@/.test(text)),
    ),
);

/** Commands that leave the modules they need in the layer. */
const DOWNLOADS = /^(?:mod (?:download|vendor|tidy|verify)|get|list|vet|generate|run)$/;

/**
 * Whether the modules come from a layer, or need not come at all: they lie in `vendor`, or this is no module. What
 * `mounting` RUNs download, goes into their mount.
 */
export function hasModulesBefore(stage: Stage, command: GoCommand, mounting: readonly Run[] = [command.run]): boolean {
  const offset = command.command.span.start;
  const { modules } = goCaches(stage, command);
  if (settingOf(command, 'GO111MODULE')?.value === 'off' || isVendored(command)) return true;
  return lineage(stage).some(({ runs, copies }) => {
    const downloads = runs.some(
      (run) =>
        !mounting.includes(run) &&
        !mountsCache(run, modules) &&
        goCommands(run).some((each) => downloadsModules(each) && each.command.span.start < offset),
    );
    return downloads || copies.some(bringsModules);
  });
}

function downloadsModules({ verb, args }: GoCommand): boolean {
  return DOWNLOADS.test(verb) && !args.some(({ text }) => text.includes('@'));
}

function isVendored(command: GoCommand): boolean {
  const flags = [goArguments(command.args).flags.get('mod')?.text, settingOf(command, 'GOFLAGS')?.value];
  return flags.some((flag) => flag?.includes('vendor'));
}
