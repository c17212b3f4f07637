import type { Span } from '../../core/text.ts';
import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Base } from '../../parse/dockerfile/model.ts';
import type { DocumentLink } from '../answers.ts';
import { imagePage } from '../imagePage.ts';

/** Images to where they are described, and the frontend of `# syntax=`. */
export function dockerfileLinks({ stages, directives }: Dockerfile): DocumentLink[] {
  const images = stages.flatMap(({ base, image, parent, copies }) => [
    ...(parent || !image ? [] : imageLink(image.span, base, image.text)),
    ...copies.flatMap(({ from }) => (from && !from.stage ? imageLink(from.span, from.base, from.value) : [])),
  ]);
  const syntax = directives.flatMap(({ name, value, valueSpan }): DocumentLink[] =>
    name === 'syntax' && /^(?:docker\.io\/)?docker\/dockerfile(?:[:@]|$)/.test(value)
      ? [{ span: valueSpan, target: 'https://docs.docker.com/build/buildkit/dockerfile-release-notes/' }]
      : [],
  );
  return [...syntax, ...images];
}

function imageLink(span: Span, base: Base, written: string): DocumentLink[] {
  if (base.kind !== 'image' || written.includes('$')) return [];
  const target = imagePage(base.ref);
  return target === undefined ? [] : [{ span, target }];
}
