import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import type { Comparison } from '../profile/compare.ts';
import { FILTER_NAMES, type Filters } from '../profile/filter.ts';
import type { PprofText } from './pprofText.ts';

/** What `gantry pprof top` is asked to do. */
export interface TopArguments {
  readonly file: string;
  readonly base: { readonly file: string; readonly mode: Comparison['mode'] } | undefined;
  readonly normalized: boolean;
  readonly sampleType: string;
  readonly filters: Filters;
  readonly nodeCount: number;
  readonly nodeFraction: number;
  readonly edgeFraction: number;
  readonly format: 'text' | 'json';
  readonly maxBytes: number;
}

/** Arguments that make no sense; the message says why, in the reader's language. */
export class UsageError extends Error {}

const OPTIONS = {
  'sample-index': { type: 'string', default: '' },
  base: { type: 'string' },
  'diff-base': { type: 'string' },
  normalize: { type: 'boolean', default: false },
  focus: { type: 'string' },
  ignore: { type: 'string' },
  hide: { type: 'string' },
  show: { type: 'string' },
  nodecount: { type: 'string', default: '0' },
  nodefraction: { type: 'string', default: '0' },
  edgefraction: { type: 'string', default: '0' },
  format: { type: 'string', default: 'text' },
  'max-bytes': { type: 'string', default: String(2 ** 30) },
  help: { type: 'boolean', short: 'h', default: false },
} as const satisfies ParseArgsOptionsConfig;

/** @throws UsageError */
export function parsePprofArgs(args: readonly string[], say: PprofText): TopArguments | 'help' {
  const { values, positionals } = parse(args, say);
  if (values.help) return 'help';
  const [command, file, ...more] = positionals;
  if (command === undefined) throw new UsageError(say.noCommand());
  if (command !== 'top') throw new UsageError(say.unknownCommand(command));
  if (file === undefined || more.length > 0) throw new UsageError(say.oneFile(positionals.length - 1));
  const base = baseOf(values, say);
  if (values.normalize && base === undefined) throw new UsageError(say.idleNormalize());
  const { format } = values;
  if (format !== 'text' && format !== 'json') throw new UsageError(say.badFormat(format));
  const number = (option: 'nodecount' | 'nodefraction' | 'edgefraction' | 'max-bytes'): number =>
    numberOf(option, values[option], say);
  return {
    file,
    base,
    normalized: values.normalize,
    sampleType: values['sample-index'],
    filters: Object.fromEntries(FILTER_NAMES.flatMap((name) => (values[name] ? [[name, values[name]]] : []))),
    nodeCount: Math.trunc(number('nodecount')),
    nodeFraction: number('nodefraction'),
    edgeFraction: number('edgefraction'),
    format,
    maxBytes: number('max-bytes'),
  };
}

type Values = ReturnType<typeof parse>['values'];

function parse(args: readonly string[], say: PprofText) {
  try {
    return parseArgs({ args: args.map(spelledOut), options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(explain(error, say), { cause: error });
  }
}

/** `-sample_index=cpu`, as pprof has it, is `--sample-index=cpu` here. */
function spelledOut(arg: string): string {
  const [whole, name = '', value = ''] = /^--?([a-z_-]{2,})(=.*)?$/s.exec(arg) ?? [];
  return whole === undefined ? arg : `--${name.replaceAll('_', '-')}${value}`;
}

function explain(error: unknown, say: PprofText): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const option = /'([^']*)'/.exec(error.message)?.[1]?.replace(/ .*$/, '').replace(/^-h, /, '') ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return say.unknownOption(option);
  if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') throw error;
  return error.message.includes('does not take an argument') ? say.noValueWanted(option) : say.missingValue(option);
}

function baseOf(values: Values, say: PprofText): TopArguments['base'] {
  if (values.base !== undefined && values['diff-base'] !== undefined) throw new UsageError(say.twoBases());
  if (values.base !== undefined) return { file: values.base, mode: 'subtract' };
  return values['diff-base'] === undefined ? undefined : { file: values['diff-base'], mode: 'difference' };
}

function numberOf(option: string, value: string, say: PprofText): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number) || number < 0) throw new UsageError(say.badNumber(option, value));
  return number;
}
