import { INSTRUCTIONS, type FlagFacts } from '../../core/dockerfileLanguage.ts';
import { nearest } from '../../core/nearest.ts';
import type { Span, TextEdit } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import { hasCustomFrontend } from '../../parse/dockerfile/frontend.ts';
import type { Flag, Instruction } from '../../parse/dockerfile/model.ts';
import { defineRule, type Fix } from '../define.ts';

export default defineRule({
  target: 'dockerfile',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give an instruction only the flags it knows.',
  rationale: `
Words that begin with \`--\` right behind the instruction are BuildKit's own flags, also for RUN and CMD. One it does not know, one without its value, or one given twice stops the build before anything is built.

A frontend of one's own (\`# syntax=\`) may know more flags, so there it is only pointed out.`,
  sources: ['https://docs.docker.com/reference/dockerfile/'],
  equivalents: [
    'dockerfile-utils:UNKNOWN_ADD_FLAG',
    'dockerfile-utils:UNKNOWN_COPY_FLAG',
    'dockerfile-utils:UNKNOWN_FROM_FLAG',
    'dockerfile-utils:UNKNOWN_HEALTHCHECK_FLAG',
    'dockerfile-utils:FLAG_DUPLICATE',
    'dockerfile-utils:FLAG_MISSING_VALUE',
    'dockerfile-utils:FLAG_EXPECTED_BOOLEAN_VALUE',
  ],
  messages: {
    typo: 'The build will fail: {keyword} has no flag --{name}. --{meant} is close.',
    unknown: 'The build will fail: {keyword} has no flag --{name}.',
    value: 'The build will fail: --{name} lacks its value.',
    choice: 'The build will fail: --{name} is one of {values}.',
    twice: 'The build will fail: --{name} is given twice.',
  },
  fixes: {
    rename: 'Use --{meant}',
    remove: 'Remove it',
  },
  examples: [
    {
      title: 'A misspelt flag',
      bad: `\
FROM alpine:3.24
COPY --chwon=65532:65532 api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
      good: `\
FROM alpine:3.24
COPY --chown=65532:65532 api /usr/local/bin/
USER 65532:65532
ENTRYPOINT ["api"]
`,
    },
  ],
  *check(dockerfile, { say, fix }) {
    const severity = hasCustomFrontend(dockerfile) ? 'info' : undefined;
    for (const { keyword, flag, facts, problem, known, fits } of wrongFlags(dockerfile)) {
      const { name, nameSpan, span } = flag;
      if (facts && problem === 'choice') {
        const values = allowed(facts).join(', ');
        yield say.choice(flag.valueSpan ?? span, { name, values }, { severity });
        continue;
      }
      if (problem === 'twice' || problem === 'value') {
        yield say[problem](span, { name }, { severity });
        continue;
      }
      const meant = nearest(name, known);
      const fixes: Fix[] = [fix.remove({}, { safe: false, edits: () => [without(dockerfile.text, span)] })];
      if (meant === undefined) {
        yield say.unknown(span, { keyword, name }, { fixes, severity });
      } else {
        if (fits(meant))
          fixes.unshift(fix.rename({ meant }, { safe: false, edits: () => [{ span: nameSpan, newText: meant }] }));
        yield say.typo(span, { keyword, name, meant }, { fixes, severity });
      }
    }
  },
});

interface WrongFlag {
  readonly keyword: string;
  readonly flag: Flag;
  /** Undefined for a flag that the instruction does not have. */
  readonly facts: FlagFacts | undefined;
  readonly problem: ReturnType<typeof problemOf>;
  /** The flags that it has. */
  readonly known: readonly string[];
  /** Whether it would be right under another name. */
  readonly fits: (name: string) => boolean;
}

function wrongFlags({ instructions }: Dockerfile): WrongFlag[] {
  return instructions.flatMap(withChild).flatMap(({ keyword, flags }) => {
    const known = INSTRUCTIONS[keyword]?.flags;
    if (!known) return [];
    return flags.flatMap((flag) => {
      const facts = known[flag.name];
      const problem = facts && problemOf(flag, facts, flags);
      const fits: WrongFlag['fits'] = (name) => {
        const meant = known[name];
        return meant !== undefined && !problemOf({ ...flag, name }, meant, flags);
      };
      return facts && !problem ? [] : [{ keyword, flag, facts, problem, known: Object.keys(known), fits }];
    });
  });
}

function problemOf(flag: Flag, facts: FlagFacts, flags: readonly Flag[]): 'twice' | 'value' | 'choice' | undefined {
  const first = flags.find(({ name }) => name === flag.name);
  if (!facts.repeats && first && first.span.start !== flag.span.start) return 'twice';
  if (lacksValue(flag, facts)) return 'value';
  return isAllowed(flag, facts) ? undefined : 'choice';
}

function withChild(instruction: Instruction): Instruction[] {
  return instruction.child ? [instruction, instruction.child] : [instruction];
}

function lacksValue({ value }: Flag, { value: kind }: FlagFacts): boolean {
  return kind !== 'boolean' && value === undefined;
}

function isAllowed({ value }: Flag, facts: FlagFacts): boolean {
  const values = allowed(facts);
  return values.length === 0 || value === undefined || value === '' || value.includes('$') || values.includes(value);
}

function allowed({ value, values = [] }: FlagFacts): readonly string[] {
  return value === 'boolean' ? ['true', 'false'] : values;
}

function without(text: string, { start, end }: Span): TextEdit {
  const gap = /^[ \t]+/.exec(text.slice(end))?.[0].length ?? 0;
  return { span: { start, end: end + gap }, newText: '' };
}
