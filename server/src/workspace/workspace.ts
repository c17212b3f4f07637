import type { Dockerfile } from '../parse/dockerfile.ts';
import type { GoModule } from '../parse/goMod.ts';
import type { BuildContext } from './buildContext.ts';
import type { Targets } from './buildTargets.ts';
import type { Disk } from './disk.ts';

/** The Go modules and Dockerfiles of the open folders, and how they belong together. Pure over given texts. */
export interface Workspace {
  readonly modules: readonly ModuleFile[];
  readonly dockerfiles: readonly DockerfileFile[];
  /** Folders that are the root of a repository. */
  readonly repositories: ReadonlySet<string>;
  readonly disk: Disk;
  /** The module that a Dockerfile builds, or undefined if there is none or more than one could be meant. */
  moduleOf(dockerfilePath: string): ModuleFile | undefined;
  /** What a Dockerfile is built with, or undefined if that is not certain. */
  contextOf(path: string, dockerfile: Dockerfile): BuildContext | undefined;
  /** The stages of a Dockerfile that the project asks for. */
  targetsOf(path: string): Targets;
  /** The Dockerfile that builds a workload's image, or undefined if none is certain. */
  dockerfileOf(workload: ImageUse): DockerfileLink | undefined;
}

export interface ModuleFile {
  /** Path of go.mod. */
  readonly path: string;
  readonly module: GoModule;
  /** Whether its dependencies lie in `vendor/`, so that no build downloads them. */
  readonly isVendored: boolean;
}

export interface DockerfileFile {
  readonly path: string;
  readonly dockerfile: Dockerfile;
}

/** An image as a manifest names it. */
export interface ImageUse {
  /** Path of the manifest. */
  readonly path: string;
  /** `registry.example/shop/api:1.4`, as written. */
  readonly image: string;
  /** The path in a `# gantry: dockerfile=…` comment, relative to the manifest, if there is one. */
  readonly declared?: string | undefined;
}

export interface DockerfileLink extends DockerfileFile {
  readonly module: ModuleFile | undefined;
  /** What the link rests on: a comment says it, or the names agree. */
  readonly reason: 'declared' | 'name';
}
