import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../dockerfile.ts';
import { type GoBuild, goPrograms } from './goBuilds.ts';
import { declarations, settingOf } from './goSettings.ts';
import { lineage } from './lineage.ts';
import type { Stage } from './model.ts';

/** Where GOARCH or GOOS of a build comes from. */
export type Target =
  /** `$TARGETARCH`, or what else only the build knows. */
  | { readonly kind: 'variable' }
  | { readonly kind: 'fixed'; readonly value: string }
  /** Nothing sets it: the platform that builds. */
  | { readonly kind: 'native' };

export function targetOf(build: GoBuild, name: 'GOARCH' | 'GOOS'): Target {
  const setting = settingOf(build, name);
  if (setting === undefined) return { kind: 'native' };
  const isOpen = setting.value === undefined || (!build.command.assignments.has(name) && isGiven(build.stage, name));
  return isOpen ? { kind: 'variable' } : { kind: 'fixed', value: setting.value ?? '' };
}

/** By an ARG, or by an ENV that repeats one: its default is not the last word. */
function isGiven(stage: Stage, name: string): boolean {
  const last = declarations(stage, name).at(-1);
  return last?.instruction.keyword === 'ARG' || last?.pair.value?.text.includes('$') === true;
}

/** `go install` for another platform goes to a folder of its own below bin, and fails where GOBIN is set. */
export function landsElsewhere({ verb }: GoBuild): boolean {
  return verb === 'install';
}

/** Whether the stage is built on the platform that builds, whatever the target. */
export function isOnBuildPlatform(stage: Stage): boolean {
  return lineage(stage).some(({ platform }) => /\$\{?BUILDPLATFORM\b/.test(platform?.traced?.text ?? ''));
}

/** Whether the file shows that it is built for several platforms. */
export function isMultiPlatform({ text }: Pick<Dockerfile, 'text'>): boolean {
  return /\b(?:TARGET(?:ARCH|OS|PLATFORM|VARIANT)|BUILDPLATFORM)\b/.test(text);
}

/** Builds whose programs reach the final image from another stage. */
export function deliveredBuilds({ finalStage }: Dockerfile): GoBuild[] {
  return finalStage ? [...goPrograms(finalStage).keys()].filter(({ stage }) => stage !== finalStage) : [];
}

/** Where `NAME=value` stands in front of a command. */
export function assignmentSpan(text: string, { command }: Pick<GoBuild, 'command'>, name: string): Span | undefined {
  const pattern = new RegExp(`(?:^|[\\s;&])(${name}=)("[^"]*"|'[^']*'|[^\\s"']*)`);
  const match = pattern.exec(text.slice(command.span.start, command.span.end));
  if (!match) return undefined;
  const start = command.span.start + match.index + match[0].length - (match[2]?.length ?? 0);
  return { start, end: start + (match[2]?.length ?? 0) };
}
