import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { BUILD_CHECKS } from '../../core/dockerfileLanguage.ts';
import { lineIndex } from '../../core/text.ts';
import { say } from '../../engine/catalogue.ts';
import { lintText, type Report } from '../../engine/lint.ts';
import { parseDockerfile } from '../../parse/dockerfile.ts';
import { workspaceOf } from '../../testing/workspaces.ts';

/**
 * What BuildKit's documentation and its own tests (v0.34) expect of its build checks: which one speaks at which line,
 * and about what. The situations are theirs, the files are ours. A case is `=== situation`, the file, and a line
 * `=> check line about` for each finding; lines count from 1. `<= pattern` is a line of the ignore file.
 */
interface Case {
  readonly situation: string;
  readonly text: string;
  /** Patterns of `.dockerignore`. */
  readonly ignored: readonly string[];
  readonly expected: readonly Expected[];
}

interface Expected {
  readonly check: string;
  /** Of the instruction. */
  readonly line: number;
  /** What BuildKit's detail names. */
  readonly about: readonly string[];
}

const CASES = readFileSync(new URL('buildChecks.cases.txt', import.meta.url), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map(readCase);

function readCase(section: string): Case {
  const [situation = '', ...lines] = section.split('\n');
  const text = lines.filter((line) => !/^(?:=>|<=) /.test(line)).join('\n');
  const ignored = lines.flatMap((line) => (line.startsWith('<= ') ? [line.slice(3)] : []));
  const expected = lines.flatMap((line) => {
    const [, check, at, about = ''] = /^=> (\w+) (\d+) ?(.*)$/.exec(line) ?? [];
    return check === undefined ? [] : [{ check, line: Number(at), about: about.split(' ') }];
  });
  return { situation, text, ignored, expected };
}

/** BuildKit compares what it has pulled with what was asked for: known to who has a registry, not to who reads the file. */
const NEEDS_REGISTRY = ['InvalidBaseImagePlatform'];

test('every build check is in the cases', () => {
  const covered = new Set(CASES.flatMap(({ expected }) => expected.map(({ check }) => check)));
  assert.deepEqual(
    BUILD_CHECKS.filter((check) => !covered.has(check)),
    BUILD_CHECKS.filter((check) => NEEDS_REGISTRY.includes(check)),
  );
});

for (const { situation, text, ignored, expected } of CASES) {
  test(`as BuildKit: ${situation}`, () => {
    const found = findings(text, ignored);
    assert.deepEqual(
      found.map(({ check, line }) => `${check} ${line}`).toSorted(),
      expected.map(({ check, line }) => `${check} ${line}`).toSorted(),
    );
    for (const { check, line, about } of expected) {
      const told = found.filter((each) => each.check === check && each.line === line);
      assert.ok(
        told.some(({ detail }) => about.every((word) => detail.includes(word))),
        `${check} names ${about.join(' ')}: ${told.map(({ detail }) => detail).join(' | ')}`,
      );
    }
  });
}

interface Found {
  readonly check: string;
  /** Of the instruction. */
  readonly line: number;
  /** Our words, and the text that is underlined. */
  readonly detail: string;
}

function findings(text: string, ignored: readonly string[]): Found[] {
  const lines = lineIndex(text);
  const { instructions } = parseDockerfile(text);
  const lineOf = ({ span: { start } }: Report): number => {
    const instruction = instructions.find(({ span }) => span.start <= start && start <= span.end);
    return lines.positionAt(instruction?.span.start ?? start).line + 1;
  };
  const files = new Map([
    ['/w/Dockerfile', text],
    ['/w/.dockerignore', ignored.join('\n')],
    ['/w/compose.yaml', 'services: { app: { build: . } }'],
  ]);
  const reports = lintText('/w/Dockerfile', text, { workspace: workspaceOf(files), config: { rules: {} } });
  return reports.flatMap((report) => {
    const check = report.equivalents.find((name) => BUILD_CHECKS.some((known) => known === name));
    const detail = `${say(report.rule, report.message, 'en')} ${text.slice(report.span.start, report.span.end)}`;
    return check === undefined ? [] : [{ check, line: lineOf(report), detail }];
  });
}
