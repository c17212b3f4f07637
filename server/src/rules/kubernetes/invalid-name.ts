import { longest, type NameForm, nameFormOf, nameProblem, repairName } from '../../core/kubernetes/names.ts';
import type { Resource } from '../../parse/kubernetes.ts';
import { fieldsOf, isPlaceholder, type ScalarField } from '../../parse/kubernetes/fields.ts';
import type { YamlScalar } from '../../parse/yaml/node.ts';
import { replaceScalar } from '../../parse/yaml/edit.ts';
import { resolveScalar } from '../../parse/yaml/scalar.ts';
import { defineRule, type Fix } from '../define.ts';

/** Told of the names of ports alone. */
const PORT_CHECKS = ['kube-linter:invalid-target-ports', 'kube-score:container-ports-check'];

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give objects, containers, volumes and ports names that Kubernetes allows.',
  rationale: `
Most names end up in DNS names and in labels, so they are lower case letters, digits and dashes, with a letter or digit at either end: up to 63 characters for containers, volumes, Services and Namespaces, up to 253 with dots for other objects, up to 15 with at least one letter for ports. The API server refuses the object otherwise. A CronJob has 52 at most, because the names of its Jobs get eleven more.

Roles and their bindings are allowed more (\`system:node\`), and what \`generateName\` begins with is only a part of a name.`,
  sources: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    'https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go',
  ],
  equivalents: PORT_CHECKS,
  messages: {
    form: 'The API server will refuse the object: {name} is no valid name here, only lower case letters, digits and "-" are, with a letter or digit at either end.',
    dots: 'The API server will refuse the object: {name} is no valid name, only lower case letters, digits, "-" and "." are, with a letter or digit at either end of each part.',
    port: 'The API server will refuse the object: {name} is no valid name of a port, which has lower case letters, digits and single dashes, and at least one letter.',
    long: 'The API server will refuse the object: the name has {length} characters, and {max} are the most here.',
  },
  fixes: {
    rename: 'Write {meant}',
  },
  examples: [
    {
      title: 'An underscore',
      bad: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop_settings
`,
      good: `\
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop-settings
`,
    },
  ],
  *check(resource, { say, fix }) {
    for (const field of fieldsOf(resource).scalars) {
      const limit = limitOf(field, resource);
      const { scalar } = field;
      if (!limit) continue;
      const problem = problemOf(scalar, limit);
      const equivalents = limit.form === 'port' ? peersOf(problem) : [];
      if (problem === 'long')
        yield say.long(scalar.span, { length: scalar.text.length, max: maxOf(limit) }, { equivalents });
      if (problem !== 'form') continue;
      const meant = repairName(scalar.text, limit.form);
      const edits = meant === undefined ? undefined : replaceScalar(resource.document, scalar, meant);
      // Whoever refers to the name has to follow.
      const fixes: Fix[] =
        meant !== undefined && edits ? [fix.rename({ meant }, { safe: false, edits: () => edits })] : [];
      yield say[MESSAGES[limit.form]](scalar.span, { name: scalar.text }, { fixes, equivalents });
    }
  },
});

/** kube-score counts the characters, and that is all. */
function peersOf(problem: ReturnType<typeof nameProblem>): readonly string[] {
  return problem === 'long' ? PORT_CHECKS : PORT_CHECKS.slice(0, 1);
}

const MESSAGES = { label: 'form', label1035: 'form', subdomain: 'dots', port: 'port' } as const;

function problemOf(scalar: YamlScalar, limit: Limit): ReturnType<typeof nameProblem> {
  const name = scalar.text;
  if (name === '' || isPlaceholder(scalar) || PART_TO_FILL.test(name) || resolveScalar(scalar).type !== 'string')
    return undefined;
  return name.length > maxOf(limit) ? 'long' : nameProblem(name, limit.form);
}

/** `shell-HOSTNAME`, for sed. */
const PART_TO_FILL = /^(?=.*[a-z])(?:.*[-_.])?[A-Z][A-Z\d]{3,}(?:[-_.]|$)/;

function maxOf({ form, max }: Limit): number {
  return max ?? longest(form);
}

interface Limit {
  readonly form: NameForm;
  readonly max?: number;
}

const WITHIN: Readonly<Record<string, Limit>> = {
  'V1Container.name': { form: 'label' },
  'V1EphemeralContainer.name': { form: 'label' },
  'V1Volume.name': { form: 'label' },
  'V1ContainerPort.name': { form: 'port' },
  'V1ServicePort.name': { form: 'label' },
};

function limitOf({ place, name, key }: ScalarField, { group, kind }: Resource): Limit | undefined {
  if (key) return undefined;
  const own = WITHIN[`${place.type.name}.${name}`];
  if (own) return own;
  const isName = name === 'name' && place.step === 'metadata' && place.parent?.parent === undefined;
  const form = nameFormOf(group, kind);
  if (!isName || form === 'path') return undefined;
  return group === 'batch' && kind === 'CronJob' ? { form, max: 52 } : { form };
}
