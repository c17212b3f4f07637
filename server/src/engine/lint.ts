import { documentKind } from '../core/fileKind.ts';
import { oncePer } from '../core/once.ts';
import { BUILD_CHECKS } from '../core/dockerfileLanguage.ts';
import { isPolicySample, isTestData } from '../core/manifestPath.ts';
import { basename } from '../core/path.ts';
import { shift, type Span, type TextEdit } from '../core/text.ts';
import { parseDockerfile } from '../parse/dockerfile.ts';
import { type Manifest, parseKubernetes, type PlacedManifest, type Resource } from '../parse/kubernetes.ts';
import { limitedNamespaces } from '../parse/kubernetes/limitRanges.ts';
import { serviceFinder, serviceTargets } from '../parse/kubernetes/services.ts';
import { failsOnChecks, fileCheckOptions } from '../parse/dockerfile/checkOptions.ts';
import { withTarget } from '../parse/dockerfile/stageUses.ts';
import { dockerfileSuppressions } from '../parse/dockerfile/suppressions.ts';
import { ignoredChecks } from '../parse/kubernetes/annotations.ts';
import {
  fileSuppressions,
  isSuppressed,
  type Suppression,
  wholeFile,
  yamlSuppressions,
} from '../parse/suppressions.ts';
import { createYamlParser, type YamlParser } from '../parse/yaml.ts';
import type { Context, Finding, Phrase, Rule, Severity, TargetName, Targets } from '../rules/define.ts';
import { rules, type RuleId } from '../rules/index.ts';
import { applicableKind } from '../workspace/applicable.ts';
import type { CustomKind, CustomKinds } from '../workspace/customKinds.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { wantedSeverity, type Config } from './config.ts';

/** A finding with its rule and severity; spans are offsets in the file. */
export interface Report {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** The same check in other tools. */
  readonly equivalents: readonly string[];
  readonly span: Span;
  readonly message: Phrase;
  readonly tag: Rule['tag'];
  /** In the order a reviewer would choose. */
  readonly fixes: readonly ReportFix[];
  readonly related: readonly { readonly message: Phrase; readonly file: string; readonly span: Span }[];
}

export interface ReportFix {
  readonly title: Phrase;
  readonly safe: boolean;
  readonly file: string;
  /** The file is to be made. */
  readonly creates?: true;
  readonly edits: () => readonly TextEdit[];
}

/** What lint depends on besides the text. */
export interface Surroundings {
  readonly workspace: Workspace;
  readonly config: Config;
  /** The kinds that are defined around the file; none if nobody has looked. */
  readonly kinds?: CustomKinds | undefined;
}

/** Lints one file again and again, redoing only what an edit has touched. */
export interface FileLinter {
  /** Yields between parts, so that the caller may stop or let others run; returns the reports in file order. */
  steps(text: string, surroundings: Surroundings): Generator<void, readonly Report[]>;
}

/**
 * A linter for one file, or undefined if the name is of no kind that Gantry checks. Who parses the file's versions for
 * other reasons, too, hands the parser over.
 */
export function createFileLinter(
  path: string,
  languageId?: string,
  parse: YamlParser = createYamlParser(),
): FileLinter | undefined {
  const kind = documentKind(path, languageId);
  if (kind === 'dockerfile') return dockerfileLinter(path);
  return kind === 'yaml' ? kubernetesLinter(path, parse) : undefined;
}

/** The whole work at once, for those who have nothing else to do. */
export function lintText(
  path: string,
  text: string,
  surroundings: Surroundings,
  languageId?: string,
): readonly Report[] {
  const linter = createFileLinter(path, languageId);
  return linter ? runToEnd(linter.steps(text, surroundings)) : [];
}

export function runToEnd<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function dockerfileLinter(path: string): FileLinter {
  return {
    *steps(text, { workspace, config }) {
      // The workspace has parsed the same text already if the file is part of it.
      const indexed = workspace.dockerfiles.find((file) => file.path === path)?.dockerfile;
      const parsed = indexed?.text === text ? indexed : parseDockerfile(text);
      const dockerfile = withTarget(parsed, workspace.targetsOf(path).only);
      yield;
      const wishes = {
        config,
        hidden: dockerfileSuppressions(dockerfile, config.deafTo),
        failing: failsOnChecks(fileCheckOptions(dockerfile)) ? BUILD_CHECKS : [],
      };
      return sorted(run('dockerfile', dockerfile, { path, workspace, policy: config.policy }, wishes));
    },
  };
}

/** What a document's findings depend on in other documents, most of them of its file. */
type Around = Pick<Context, 'services' | 'limitedNamespaces' | 'custom'>;

interface CachedReports {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly around: Around;
  readonly reports: readonly Report[];
}

function kubernetesLinter(path: string, parse: YamlParser): FileLinter {
  // A document and its resources are the same objects as long as the text is, so the findings are, too.
  let known = new Map<Manifest | Resource, CachedReports>();
  return {
    *steps(text, { workspace, config, kinds }) {
      // Most YAML and nearly all JSON is no manifest, and need not be read to see that.
      if (!text.includes('apiVersion')) return [];
      const reports: Report[] = [];
      const current: typeof known = new Map();
      const everywhere = fileSuppressions(text);
      const manifests = parseKubernetes(parse(text));
      const around = surveyOf(manifests, (resource) => applicableKind(resource, path, kinds));
      for (const { part, offset, check } of partsOf(manifests)) {
        const seen = around(part);
        let cached = known.get(part);
        if (cached?.workspace !== workspace || cached.config !== config || !isSame(cached.around, seen)) {
          const context: Context = { path, workspace, policy: config.policy, ...seen };
          cached = { workspace, config, around: seen, reports: check(context, config) };
          known.set(part, cached);
          yield;
        }
        current.set(part, cached);
        for (const report of cached.reports) {
          const isHidden =
            everywhere.length > 0 && isSuppressed(everywhere, namesOf(report.rule, report.equivalents), 0);
          if (!isHidden) reports.push(moved(report, offset, path));
        }
      }
      known = current;
      return sorted(reports);
    },
  };
}

const ALONE: Around = { services: [], limitedNamespaces: [] };

/** What each part of a file can see of the other documents. */
function surveyOf(
  manifests: readonly PlacedManifest[],
  customKind: (resource: Resource) => CustomKind | undefined,
): (part: Manifest | Resource) => Around {
  const servicesAround = serviceFinder(serviceTargets(manifests));
  const limited = limitedNamespaces(manifests);
  return (part) => {
    if (!('root' in part)) return ALONE;
    const custom = part.podSpec ? undefined : customKind(part);
    if (!part.podSpec) return custom ? { ...ALONE, custom } : ALONE;
    const services = servicesAround(part);
    return { services, limitedNamespaces: limited.includes(part.namespace) ? [part.namespace] : [] };
  };
}

function isSame(before: Around, now: Around): boolean {
  return (
    before.custom === now.custom &&
    isEqual(before.services, now.services) &&
    isEqual(before.limitedNamespaces, now.limitedNamespaces)
  );
}

/** Most entries are the same objects, as the documents are that they come from. */
function isEqual(one: readonly unknown[] = [], other: readonly unknown[] = []): boolean {
  return (
    one.length === other.length &&
    one.every((entry, at) => entry === other[at] || JSON.stringify(entry) === JSON.stringify(other[at]))
  );
}

/** What is checked, and remembered, by itself. */
interface Part {
  readonly part: Manifest | Resource;
  readonly offset: number;
  readonly check: (context: Context, config: Config) => readonly Report[];
}

function* partsOf(manifests: readonly PlacedManifest[]): Generator<Part> {
  for (const { manifest, offset } of manifests) {
    const wishes = (config: Config, ignored: readonly string[]): Wishes => ({
      config,
      hidden: withIgnored(manifest.document, ignored),
      failing: [],
    });
    yield {
      part: manifest,
      offset,
      check: (context, config) => run('manifest', manifest, context, wishes(config, [])),
    };
    for (const part of manifest.resources)
      yield {
        part,
        offset,
        check: (context, config) => run('kubernetes', part, context, wishes(config, ignoredChecks(part))),
      };
  }
}

/** Most objects ignore nothing, and share what the comments of their document say. */
function withIgnored(document: Manifest['document'], names: readonly string[]): readonly Suppression[] {
  const comments = commentsOf(document);
  return names.length === 0 ? comments : [...comments, { names, span: wholeFile(document.text) }];
}

const commentsOf = oncePer(({ text }: Manifest['document']) => yamlSuppressions(text));

/** What the user wants of the rules in one file. */
interface Wishes {
  readonly config: Config;
  readonly hidden: readonly Suppression[];
  /** Checks of the build that stop it. */
  readonly failing: readonly string[];
}

/** Findings of one rule in one object: no editor shows more in a whole file, and nobody reads them. */
const MOST_OF_A_RULE = 1000;

function run<Target extends TargetName>(
  target: Target,
  model: Targets[Target],
  context: Context,
  wishes: Wishes,
): Report[] {
  const own = wantedRules(wishes.config)[target] as unknown as readonly [RuleId, Rule<Target>][];
  const reports: Report[] = [];
  for (const [id, rule] of own) {
    let rest = MOST_OF_A_RULE;
    for (const finding of rule.run(model, context)) {
      if (rest-- === 0) break;
      const { equivalents = rule.equivalents ?? [] } = finding;
      const names = namesOf(id, equivalents);
      const wanted = wantedSeverity(wishes.config, id, { profile: rule.profile, equivalents });
      if (wanted === 'off' || isSuppressed(wishes.hidden, names, finding.span.start, relatedTo(finding))) continue;
      const failing = equivalents.some((name) => wishes.failing.includes(name)) ? 'error' : undefined;
      reports.push({ ...toReport(id, rule, finding, wanted ?? failing, context), equivalents });
    }
  }
  return reports;
}

const RULES = Object.entries(rules) as unknown as readonly [RuleId, Rule][];

const wantedRules = oncePer((config: Config): Readonly<Record<TargetName, typeof RULES>> => {
  const wanted = RULES.filter(([id, rule]) => mayRun(id, rule, config));
  return {
    dockerfile: wanted.filter(([, { target }]) => target === 'dockerfile'),
    kubernetes: wanted.filter(([, { target }]) => target === 'kubernetes'),
    manifest: wanted.filter(([, { target }]) => target === 'manifest'),
  };
});

/** Whether the user may want some finding of a rule: a strict one may be asked for by the name of a single check. */
function mayRun(id: RuleId, { profile, equivalents = [] }: Pick<Rule, 'profile' | 'equivalents'>, config: Config) {
  const parts = [[], ...equivalents.map((name) => [name])];
  return parts.some((names) => wantedSeverity(config, id, { profile, equivalents: names }) !== 'off');
}

/** Every name by which a comment may silence a finding; tally leaves out the namespace of its own rules. */
function namesOf(id: RuleId, equivalents: readonly string[]): readonly string[] {
  const short = equivalents.filter((name) => name.startsWith('tally/')).map(basename);
  return [id, basename(id), ...equivalents, ...short];
}

/** Other linters tell of some findings at the place that ours only refers to; a comment there counts as well. */
function relatedTo({ related }: Finding): number[] {
  return related.filter(({ file }) => file === undefined).map((place) => place.span.start);
}

function toReport(
  id: RuleId,
  rule: Pick<Rule, 'severity' | 'tag'>,
  finding: Finding,
  wanted: Severity | undefined,
  context: Context,
): Omit<Report, 'equivalents'> {
  return {
    rule: id,
    severity: wanted ?? softened(finding.severity ?? rule.severity, id, context),
    span: finding.span,
    message: finding.message,
    tag: rule.tag,
    fixes: finding.fixes.map((fix) => ({ ...fix, file: fix.file ?? context.path })),
    related: finding.related.map((place) => ({ ...place, file: place.file ?? context.path })),
  };
}

/**
 * What is bad on purpose, and advice where nothing is run for long. Custom resources in the data of tests are handed to
 * the code of an operator, most of them, and no API server sees them.
 */
function softened(severity: Severity, id: RuleId, { path, custom }: Context): Severity {
  const isSoft = isPolicySample(path) || (isTestData(path) && (severity === 'warning' || custom !== undefined));
  return isSoft && severity !== 'hint' && id.startsWith('kubernetes/') ? 'info' : severity;
}

/**
 * From offsets in the document to offsets in the file; what lies in other files stays. Each keystroke moves all that is
 * below it, so fixes and related places are moved only when somebody asks for them.
 */
function moved(report: Report, by: number, path: string): Report {
  if (by === 0) return report;
  const move = (edits: readonly TextEdit[]): TextEdit[] =>
    edits.map(({ span, newText }) => ({ span: shift(span, by), newText }));
  return {
    ...report,
    span: shift(report.span, by),
    get fixes() {
      return report.fixes.map((fix) => (fix.file === path ? { ...fix, edits: () => move(fix.edits()) } : fix));
    },
    get related() {
      return report.related.map((place) => (place.file === path ? { ...place, span: shift(place.span, by) } : place));
    },
  };
}

function sorted(reports: readonly Report[]): readonly Report[] {
  return reports.toSorted(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1),
  );
}
