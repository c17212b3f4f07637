import { record, string, yamlDocuments } from './data.ts';
import { contextOf, HIDDEN, type WrittenBuild } from './writtenBuild.ts';

/** `services.*.build` of a compose file. */
export function composeBuilds(text: string): WrittenBuild[] {
  return yamlDocuments(text).flatMap((file) =>
    Object.values(record(record(file)['services'])).flatMap((service) => buildOf(record(service)['build'])),
  );
}

function buildOf(build: unknown): WrittenBuild[] {
  const {
    context,
    dockerfile,
    dockerfile_inline: inline,
    target,
  } = record(typeof build === 'string' ? { context: build } : build);
  // Without a context it completes a service of another file.
  if (typeof context !== 'string' || inline !== undefined) return [];
  const file = plain(dockerfile ?? 'Dockerfile');
  if (file === undefined) return [];
  return [
    {
      context: contextOf(plain(context)),
      dockerfile: file,
      dockerfileIn: 'context',
      target: target === undefined ? undefined : (plain(target) ?? HIDDEN),
      folder: '',
    },
  ];
}

/** With the defaults of its variables; undefined where one has none. */
function plain(value: unknown): string | undefined {
  const text = string(value)?.replace(/\$\{\w+:?-([^${}]*)\}/g, '$1');
  return text?.includes('$') ? undefined : text;
}
