/** The day the tables in this file were compared with BuildKit, then 0.34.2 with docker/dockerfile 1.27. */
export const VERIFIED_ON = '2026-11-26';

/** What the Dockerfile language has to offer, for checks, completion and hover. Source: the Dockerfile reference. */
export interface InstructionFacts {
  readonly flags: Readonly<Record<string, FlagFacts>>;
  /** Whether ONBUILD may defer it. */
  readonly onbuild: boolean;
}

export interface FlagFacts {
  /** `boolean`: alone, or with `=true` or `=false`. `mount`: comma-separated options. */
  readonly value: 'text' | 'boolean' | 'mount';
  /** The only values there are. */
  readonly values?: readonly string[];
  /** May be given more than once. */
  readonly repeats?: boolean;
}

const TEXT: FlagFacts = { value: 'text' };
const BOOLEAN: FlagFacts = { value: 'boolean' };
const none = (onbuild = true): InstructionFacts => ({ flags: {}, onbuild });

/** Flags, those of the `labs` channel included. */
export const INSTRUCTIONS: Readonly<Record<string, InstructionFacts>> = {
  ADD: {
    onbuild: true,
    flags: {
      'keep-git-dir': BOOLEAN,
      checksum: TEXT,
      chown: TEXT,
      chmod: TEXT,
      link: BOOLEAN,
      unpack: BOOLEAN,
      exclude: { value: 'text', repeats: true },
    },
  },
  ARG: none(),
  CMD: none(),
  COPY: {
    onbuild: true,
    flags: {
      from: TEXT,
      chown: TEXT,
      chmod: TEXT,
      link: BOOLEAN,
      parents: BOOLEAN,
      exclude: { value: 'text', repeats: true },
    },
  },
  ENTRYPOINT: none(),
  ENV: none(),
  EXPOSE: none(),
  FROM: { onbuild: false, flags: { platform: TEXT } },
  HEALTHCHECK: {
    onbuild: true,
    flags: { interval: TEXT, timeout: TEXT, 'start-period': TEXT, 'start-interval': TEXT, retries: TEXT },
  },
  LABEL: none(),
  MAINTAINER: none(false),
  ONBUILD: none(false),
  RUN: {
    onbuild: true,
    flags: {
      mount: { value: 'mount', repeats: true },
      network: { value: 'text', values: ['default', 'none', 'host'] },
      security: { value: 'text', values: ['insecure', 'sandbox'] },
      device: { value: 'text', repeats: true },
    },
  },
  SHELL: none(),
  STOPSIGNAL: none(),
  USER: none(),
  VOLUME: none(),
  WORKDIR: none(),
};

export type MountType = 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';

export interface MountOption {
  readonly value: 'text' | 'boolean' | 'number' | 'octal';
  readonly values?: readonly string[];
  /** Other names of the same option. */
  readonly aliases?: readonly string[];
}

const OPTION: MountOption = { value: 'text' };
const SWITCH: MountOption = { value: 'boolean' };
const NUMBER: MountOption = { value: 'number' };
const MODE: MountOption = { value: 'octal' };
const TARGET: MountOption = { value: 'text', aliases: ['dst', 'destination'] };
const SOURCE: MountOption = { value: 'text', aliases: ['src'] };
const READONLY: MountOption = { value: 'boolean', aliases: ['ro'] };
const READWRITE: MountOption = { value: 'boolean', aliases: ['rw'] };

/** Options of `RUN --mount=type=…`; without `type` a mount is a `bind`. */
export const MOUNT_OPTIONS: Readonly<Record<MountType, Readonly<Record<string, MountOption>>>> = {
  bind: { target: TARGET, source: SOURCE, from: OPTION, readwrite: READWRITE, readonly: READONLY },
  cache: {
    target: TARGET,
    id: OPTION,
    source: SOURCE,
    from: OPTION,
    sharing: { value: 'text', values: ['shared', 'private', 'locked'] },
    readonly: READONLY,
    readwrite: READWRITE,
    mode: MODE,
    uid: NUMBER,
    gid: NUMBER,
  },
  tmpfs: { target: TARGET, size: OPTION },
  secret: {
    id: OPTION,
    source: SOURCE,
    target: TARGET,
    env: OPTION,
    required: SWITCH,
    mode: MODE,
    uid: NUMBER,
    gid: NUMBER,
  },
  ssh: { id: OPTION, target: TARGET, required: SWITCH, mode: MODE, uid: NUMBER, gid: NUMBER },
};

/** ARGs that BuildKit sets by itself in the global scope; a stage sees one after `ARG NAME`. */
export const PLATFORM_ARGS = [
  'BUILDPLATFORM',
  'BUILDOS',
  'BUILDOSVERSION',
  'BUILDARCH',
  'BUILDVARIANT',
  'TARGETPLATFORM',
  'TARGETOS',
  'TARGETOSVERSION',
  'TARGETARCH',
  'TARGETVARIANT',
  'TARGETSTAGE',
] as const;

/** ARGs that may be given without being declared; RUN sees them, and nothing else does. */
export const PREDEFINED_ARGS = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'FTP_PROXY',
  'ftp_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
] as const;

/** ARGs that have a value, or may have one, without anybody giving it. */
export const AUTOMATIC_ARGS: ReadonlySet<string> = new Set<string>([...PLATFORM_ARGS, ...PREDEFINED_ARGS]);

/** The rules of `docker build --check`, as `# check=skip=…` names them. */
export const BUILD_CHECKS = [
  'StageNameCasing',
  'FromAsCasing',
  'NoEmptyContinuation',
  'ConsistentInstructionCasing',
  'DuplicateStageName',
  'ReservedStageName',
  'JSONArgsRecommended',
  'MaintainerDeprecated',
  'UndefinedArgInFrom',
  'WorkdirRelativePath',
  'UndefinedVar',
  'MultipleInstructionsDisallowed',
  'LegacyKeyValueFormat',
  'RedundantTargetPlatform',
  'SecretsUsedInArgOrEnv',
  'InvalidDefaultArgInFrom',
  'FromPlatformFlagConstDisallowed',
  'CopyIgnoredFile',
  'InvalidDefinitionDescription',
  'InvalidBaseImagePlatform',
  'ExposeProtoCasing',
  'ExposeInvalidFormat',
] as const;
