import type { Span, TextEdit } from '../core/text.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import type { Manifest, Resource } from '../parse/kubernetes.ts';
import type { ServiceTarget } from '../parse/kubernetes/services.ts';
import type { CustomKind } from '../workspace/customKinds.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a rule can look at. Adding a target is adding a line here and a parser in parse/. */
export interface Targets {
  /** A whole Dockerfile; spans are offsets in its text. */
  dockerfile: Dockerfile;
  /** One Kubernetes resource, that is one YAML document; spans are offsets in that document's text. */
  kubernetes: Resource;
  /** One YAML document with resources, or that would have some if it could be read; spans are offsets in its text. */
  manifest: Manifest;
}

export type TargetName = keyof Targets;

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A sentence before it is put into a language: a template of the rule, and its arguments. */
export interface Phrase {
  readonly kind: 'messages' | 'fixes' | 'related';
  readonly id: string;
  readonly args: Readonly<Record<string, string | number>>;
}

export interface Fix {
  readonly title: Phrase;
  /** Safe fixes run in "fix all" and `--fix`; the others are offered one at a time. */
  readonly safe: boolean;
  /** The file to edit, if it is not the one with the finding; then spans are offsets in that file. */
  readonly file?: string;
  /** The file does not exist yet: then `edits` insert into an empty text. */
  readonly creates?: true;
  readonly edits: () => readonly TextEdit[];
}

/** Another place that explains a finding: "the image runs as `app`: Dockerfile:23". */
export interface Related {
  readonly message: Phrase;
  readonly span: Span;
  /** The other file's path; absent for the same file (for the same document, in Kubernetes YAML). */
  readonly file?: string;
}

export interface Finding {
  readonly span: Span;
  readonly message: Phrase;
  /** In the order a reviewer would choose; the first is the preferred one. */
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  /** Replaces the rule's severity where a check is less (or more) certain than usual. */
  readonly severity?: Severity;
  /** Those of the rule's equivalents that this finding is, where one rule is several checks of another linter. */
  readonly equivalents?: readonly string[];
}

/** A before/after pair: documentation and test in one. Workspace rules write it as txtar (`-- go.mod --`). */
export interface Example {
  readonly title: string;
  readonly bad: string;
  readonly good: string;
}

/** What a check may know beyond the parsed file. */
export interface Context {
  /** Path of the file under check, absolute and with forward slashes. */
  readonly path: string;
  /** The Dockerfiles and Go modules around it; empty for a file on its own. */
  readonly workspace: Workspace;
  /** What the project demands; undefined if it has said nothing. */
  readonly policy?: Policy | undefined;
  /** The Services of the same file that choose the resource's pods, and those with the name that it gives its own. */
  readonly services?: readonly ServiceTarget[] | undefined;
  /** The resource's namespace if the same file has a LimitRange for it, which gives containers what they lack. */
  readonly limitedNamespaces?: readonly string[] | undefined;
  /** What a CustomResourceDefinition around says of the resource's kind. */
  readonly custom?: CustomKind | undefined;
}

/** Demands that differ from project to project, from `.gantry.yaml` or `.hadolint.yaml`. */
export interface Policy {
  /** Where images may come from, as hadolint writes it: `ghcr.io`, `*.example.com`, `docker.io`. Empty: from anywhere. */
  readonly trustedRegistries?: readonly string[];
  /** Label → the form of its value, in hadolint's words. */
  readonly labelSchema?: ReadonlyMap<string, string>;
  /** Whether labels outside of the schema are wrong. */
  readonly strictLabels?: boolean;
  /** The minor release of Kubernetes that the clusters run: 34 of 1.34. */
  readonly kubernetesRelease?: number;
  /** What containers should do about CPU limits. Undefined: have them, as far as somebody asks. */
  readonly cpuLimits?: CpuLimits;
}

export type CpuLimits = 'require' | 'forbid' | 'ignore';

type Templates = Readonly<Record<string, string>>;

interface Documentation {
  readonly severity: Severity;
  /** The version of Gantry that first had the rule. */
  readonly since: string;
  /** One sentence, imperative, that says what to do. */
  readonly summary: string;
  /** Markdown: what happens otherwise, and why. */
  readonly rationale: string;
  /** Addresses of the standard, the documentation or the source that the rule rests on. */
  readonly sources: readonly string[];
  /** The same check in other tools, as they write it: `DL3007`, `JSONArgsRecommended` (BuildKit), `kube-linter:…`. Usable in their pragmas. */
  readonly equivalents?: readonly string[];
  /** `strict`: off unless the user asks for the strict profile or for the rule itself. */
  readonly profile?: 'strict';
  /** How an editor may draw the finding. */
  readonly tag?: 'unnecessary' | 'deprecated';
  readonly examples: readonly [Example, ...Example[]];
}

interface Spec<Target extends TargetName, Messages extends Templates, Fixes extends Templates, Notes extends Templates>
  extends Documentation {
  readonly target: Target;
  /** Templates with `{placeholders}`: what will happen, then why, in one sentence. */
  readonly messages: Messages;
  /** Templates of fix titles: an imperative with its result. */
  readonly fixes?: Fixes;
  /** Templates for related places. */
  readonly related?: Notes;
  readonly check: (target: Targets[Target], tell: Tell<Messages, Fixes, Notes>, context: Context) => Iterable<Finding>;
}

type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholders<Rest> : never;

type Arguments<S extends string> = Readonly<Record<Placeholders<S>, string | number>>;

interface FindingDetails {
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  readonly severity?: Severity | undefined;
  readonly equivalents?: readonly string[] | undefined;
}

/** Typed from the templates: a missing argument does not compile. */
export interface Tell<Messages extends Templates, Fixes extends Templates, Notes extends Templates> {
  /** `say.missing(span, { container }, { fixes: [fix.set({ value }, edits)] })` */
  readonly say: {
    readonly [Id in keyof Messages]: (span: Span, args: Arguments<Messages[Id]>, details?: FindingDetails) => Finding;
  };
  /** `fix.set({ value }, { safe: true, edits: () => container.setEnv('GOMEMLIMIT', value) })` */
  readonly fix: { readonly [Id in keyof Fixes]: (args: Arguments<Fixes[Id]>, change: Omit<Fix, 'title'>) => Fix };
  /** `note.user({ user }, { file, span })` */
  readonly note: {
    readonly [Id in keyof Notes]: (args: Arguments<Notes[Id]>, place: Omit<Related, 'message'>) => Related;
  };
}

export interface Rule<Target extends TargetName = TargetName> extends Documentation {
  readonly target: Target;
  readonly messages: Templates;
  readonly fixes: Templates;
  readonly related: Templates;
  readonly run: (target: Targets[Target], context: Context) => Iterable<Finding>;
}

export function defineRule<
  Target extends TargetName,
  const Messages extends Templates,
  const Fixes extends Templates = Record<never, string>,
  const Notes extends Templates = Record<never, string>,
>(spec: Spec<Target, Messages, Fixes, Notes>): Rule<Target> {
  const { check, fixes = {}, related = {}, ...rest } = spec;
  const tell = {
    say: mapValues(
      spec.messages,
      (id) =>
        (span: Span, args: Phrase['args'], details: FindingDetails = {}): Finding => ({
          span,
          message: { kind: 'messages', id, args },
          fixes: details.fixes ?? [],
          related: details.related ?? [],
          ...(details.severity && { severity: details.severity }),
          ...(details.equivalents && { equivalents: details.equivalents }),
        }),
    ),
    fix: mapValues(
      fixes,
      (id) =>
        (args: Phrase['args'], change: Omit<Fix, 'title'>): Fix => ({
          title: { kind: 'fixes', id, args },
          ...change,
        }),
    ),
    note: mapValues(
      related,
      (id) =>
        (args: Phrase['args'], place: Omit<Related, 'message'>): Related => ({
          message: { kind: 'related', id, args },
          ...place,
        }),
    ),
  } as unknown as Tell<Messages, Fixes, Notes>;
  return { ...rest, fixes, related, run: (target, context) => check(target, tell, context) };
}

function mapValues<Value>(templates: Templates, make: (id: string) => Value): Record<string, Value> {
  return Object.fromEntries(Object.keys(templates).map((id) => [id, make(id)]));
}
