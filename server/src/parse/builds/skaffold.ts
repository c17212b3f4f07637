import { list, record, string, yamlDocuments } from './data.ts';
import { contextOf, type WrittenBuild } from './writtenBuild.ts';

/** `build.artifacts[]` of a skaffold file, those that Docker builds. */
export function skaffoldBuilds(text: string): WrittenBuild[] {
  return yamlDocuments(text).flatMap((file) => {
    const { build, profiles } = record(file);
    const builds = [build, ...list(profiles).map((profile) => record(profile)['build'])];
    return builds.flatMap((each) => list(record(each)['artifacts']).flatMap((artifact) => buildOf(record(artifact))));
  });
}

function buildOf(artifact: Readonly<Record<string, unknown>>): WrittenBuild[] {
  if (['ko', 'bazel', 'jib', 'buildpacks', 'custom'].some((other) => other in artifact)) return [];
  const docker = record(artifact['docker'] ?? artifact['kaniko']);
  const file = string(docker['dockerfile']) ?? 'Dockerfile';
  if (file.includes('{{')) return [];
  return [
    {
      context: contextOf(string(artifact['context']) ?? '.'),
      dockerfile: file,
      dockerfileIn: 'context',
      target: string(docker['target']),
      folder: '',
    },
  ];
}
