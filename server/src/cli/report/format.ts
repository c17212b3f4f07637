import type { Locale } from '../../engine/catalogue.ts';
import type { Report } from '../../engine/lint.ts';

/** One file with what was found in it; `path` as the user would write it. */
export interface LintedFile {
  readonly path: string;
  readonly text: string;
  readonly reports: readonly Report[];
}

export interface Totals {
  readonly files: number;
  /** Findings that `--fix` has put right. */
  readonly fixed: number;
  readonly errors: number;
  readonly warnings: number;
  /** Findings that `--fix` would put right. */
  readonly fixable: number;
}

export interface Style {
  readonly locale: Locale;
  /** Whether a terminal shows it that knows colours. */
  readonly colours: boolean;
}

/** A file's findings become text as soon as they are known, so that its model need not be kept. */
export interface Format {
  /** A text for each finding. */
  ofFile(file: LintedFile, style: Style): readonly string[];
  whole(findings: readonly string[], totals: Totals, locale: Locale): string;
}
