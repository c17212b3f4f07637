import { BUILD_CHECKS } from './dockerfileLanguage.ts';

/** The day the lists in this file were compared with the tools. */
export const VERIFIED_ON = '2026-11-26';

/** Another tool that checks Dockerfiles. */
export type Peer = 'buildkit' | 'hadolint' | 'tally' | 'dockerfile-utils';

/** hadolint's own checks as of 2.15.1, without those of ShellCheck. */
export const HADOLINT_CODES: readonly string[] = `
  DL1001 DL3000 DL3001 DL3002 DL3003 DL3004 DL3006 DL3007 DL3008 DL3009 DL3010 DL3011 DL3012 DL3013 DL3014 DL3015 DL3016
  DL3018 DL3019 DL3020 DL3021 DL3022 DL3023 DL3024 DL3025 DL3026 DL3027 DL3028 DL3029 DL3030 DL3032 DL3033 DL3034 DL3035
  DL3036 DL3037 DL3038 DL3040 DL3041 DL3042 DL3043 DL3044 DL3045 DL3046 DL3047 DL3048 DL3049 DL3050 DL3051 DL3052 DL3053
  DL3054 DL3055 DL3056 DL3057 DL3058 DL3059 DL3060 DL3061 DL3062 DL3063 DL3064 DL3065 DL3066 DL3067 DL4000 DL4001 DL4003
  DL4004 DL4005 DL4006
`
  .trim()
  .split(/\s+/);

/** What dockerfile-utils 0.16.3 calls its checks; their codes are the places in this list. */
const DOCKERFILE_UTILS_CODES = `
  CASING_INSTRUCTION CASING_DIRECTIVE ARGUMENT_MISSING ARGUMENT_EXTRA ARGUMENT_REQUIRES_ONE
  ARGUMENT_REQUIRES_AT_LEAST_ONE ARGUMENT_REQUIRES_TWO ARGUMENT_REQUIRES_AT_LEAST_TWO ARGUMENT_REQUIRES_ONE_OR_THREE
  ARGUMENT_UNNECESSARY DUPLICATE_BUILD_STAGE_NAME EMPTY_CONTINUATION_LINE INVALID_BUILD_STAGE_NAME FLAG_AT_LEAST_ONE
  FLAG_DUPLICATE FLAG_INVALID_DURATION FLAG_LESS_THAN_1MS FLAG_MISSING_DURATION FLAG_MISSING_VALUE FLAG_UNKNOWN_UNIT
  NO_SOURCE_IMAGE INVALID_ESCAPE_DIRECTIVE INVALID_AS INVALID_DESTINATION INVALID_PORT INVALID_PROTO
  INVALID_REFERENCE_FORMAT INVALID_SIGNAL INVALID_SYNTAX ONBUILD_CHAINING_DISALLOWED ONBUILD_TRIGGER_DISALLOWED
  SHELL_JSON_FORM SHELL_REQUIRES_ONE SYNTAX_MISSING_EQUALS SYNTAX_MISSING_NAMES SYNTAX_MISSING_SINGLE_QUOTE
  SYNTAX_MISSING_DOUBLE_QUOTE MULTIPLE_INSTRUCTIONS UNKNOWN_INSTRUCTION UNKNOWN_ADD_FLAG UNKNOWN_COPY_FLAG
  UNKNOWN_FROM_FLAG UNKNOWN_HEALTHCHECK_FLAG UNKNOWN_TYPE UNSUPPORTED_MODIFIER DEPRECATED_MAINTAINER
  HEALTHCHECK_CMD_ARGUMENT_MISSING FLAG_INVALID_FROM_VALUE FLAG_EXPECTED_BOOLEAN_VALUE JSON_IN_SINGLE_QUOTES
  WORKDIR_IS_NOT_ABSOLUTE BASE_NAME_EMPTY DUPLICATED_ESCAPE_DIRECTIVE
`
  .trim()
  .split(/\s+/);

const IS_BUILD_CHECK: ReadonlySet<string> = new Set(BUILD_CHECKS);

/** Whose check a rule's equivalent is: `DL3007`, `JSONArgsRecommended`, `tally/…`, `dockerfile-utils:…`. */
export function peerOf(equivalent: string): Peer | undefined {
  if (IS_BUILD_CHECK.has(equivalent)) return 'buildkit';
  if (equivalent.startsWith('DL')) return 'hadolint';
  if (equivalent.startsWith('tally/')) return 'tally';
  return equivalent.startsWith('dockerfile-utils:') ? 'dockerfile-utils' : undefined;
}

/** The code that a tool gives the findings of a check: `dockerfile-utils:38` for one with a name; else the name itself. */
export function codeOf(equivalent: string): string {
  const [owner, name = ''] = equivalent.split(':');
  const code = owner === 'dockerfile-utils' ? DOCKERFILE_UTILS_CODES.indexOf(name) : -1;
  return code === -1 ? equivalent : `dockerfile-utils:${code}`;
}
