import { list, record, string, yamlDocuments } from './data.ts';
import { HIDDEN, type WrittenBuild } from './writtenBuild.ts';

/** GoReleaser builds in a temporary folder, where it has put the programs and little else. */
export function goreleaserBuilds(text: string): WrittenBuild[] {
  return yamlDocuments(text).flatMap((file) => {
    const { dockers, dockers_v2: newer } = record(file);
    return [...list(dockers), ...list(newer)].flatMap((docker): WrittenBuild[] => {
      const dockerfile = string(record(docker)['dockerfile']) ?? 'Dockerfile';
      if (dockerfile.includes('{{')) return [];
      return [{ context: { kind: 'unknown' }, dockerfile, dockerfileIn: 'folder', target: HIDDEN, folder: '' }];
    });
  });
}
