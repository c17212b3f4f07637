import { parseImageRef } from '../../core/imageRef.ts';
import { kindSchema } from '../../core/kubernetes/schema.ts';
import { shift } from '../../core/text.ts';
import type { PlacedManifest } from '../../parse/kubernetes.ts';
import { isPlaceholder } from '../../parse/kubernetes/fields.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import type { DocumentLink } from '../answers.ts';
import { imagePage } from '../imagePage.ts';
import { kindPage } from './pages.ts';

/** Kinds to where they are explained, images to where they are described. */
export function kubernetesLinks(manifests: readonly PlacedManifest[]): DocumentLink[] {
  return manifests.flatMap(({ manifest, offset }) =>
    manifest.resources.flatMap(({ apiVersion, kind, kindSpan, containers }) => {
      const page = kindSchema(apiVersion, kind) && kindPage(kind);
      const links = [
        ...(page ? [{ span: kindSpan, target: page }] : []),
        ...containers.flatMap(({ image }) => (image ? imageLink(image) : [])),
      ];
      return links.map(({ span, target }) => ({ span: shift(span, offset), target }));
    }),
  );
}

function imageLink(image: YamlScalar): DocumentLink[] {
  const ref = isPlaceholder(image) ? undefined : parseImageRef(image.text);
  const target = ref && imagePage(ref);
  return target === undefined ? [] : [{ span: image.span, target }];
}
