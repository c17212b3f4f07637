import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written by the build, from the documentation of Kubernetes' API. */
const FILE = 'kubernetesDescriptions.json';

/** Looks texts up by `V1Probe.periodSeconds`. The file is read when the first one is asked for; without it there are none. */
export function createDescriptions(folder: string | undefined): (key: string) => string | undefined {
  let texts: Readonly<Record<string, string>> | undefined;
  return (key) => {
    texts ??= folder === undefined ? {} : read(join(folder, FILE));
    return Object.hasOwn(texts, key) ? texts[key] : undefined;
  };
}

function read(file: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
  } catch {
    return {};
  }
}
