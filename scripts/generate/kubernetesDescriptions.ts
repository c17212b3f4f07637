import { readKinds, readModels, type Model } from './kubernetesModels.ts';

/**
 * The first sentence of what the API's documentation says of each type and field, by `V1Probe.periodSeconds`. It is
 * Apache-2.0 text: made by the build and named in the notices, never committed.
 */
export function kubernetesDescriptions(): string {
  const models = new Map(readModels().map((model) => [model.name, model]));
  const texts: Record<string, string> = {};
  const add = (key: string, description: string): void => {
    const text = firstSentence(description);
    if (text !== '') texts[key] = text;
  };
  for (const { name, description, fields } of reachable(models)) {
    add(name, description);
    for (const field of fields) add(`${name}.${field.name}`, field.description);
  }
  return JSON.stringify(texts);
}

function reachable(models: ReadonlyMap<string, Model>): Set<Model> {
  const found = new Set<Model>();
  const visit = (name: string): void => {
    const model = models.get(name);
    if (!model || found.has(model) || /(?:Status|List)$/.test(name)) return;
    found.add(model);
    for (const { type } of model.fields) for (const part of type.match(/\w+/g) ?? []) visit(part);
  };
  for (const { apiVersion, model } of readKinds()) if (!/alpha|beta/.test(apiVersion)) visit(model);
  return found;
}

/** What ends with a period is no sentence yet if it is an abbreviation. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|ex|resp)|\b[A-Z])\.$/i;
const LONG = 300;
/** `Image pull policy.` says too little to stop there. */
const SHORT = 30;

export function firstSentence(text: string): string {
  // What the client's generator says of its own type in the place of the field.
  if (text.startsWith('IntOrString is a type')) return '';
  const plain = text.replace(/\s*More info: \S+/g, '').replace(/^Required[.:]\s*/, '');
  for (const match of plain.matchAll(/[.!](?=\s+[A-Z`"'(]|\s*$)/g)) {
    const sentence = plain.slice(0, match.index + 1);
    if (!ABBREVIATION.test(sentence) && sentence.length >= SHORT) return shortened(sentence);
  }
  return shortened(plain);
}

function shortened(text: string): string {
  if (text.length <= LONG) return text.trim();
  return `${text.slice(0, text.lastIndexOf(' ', LONG - 2))} …`;
}
