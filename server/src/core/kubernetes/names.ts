/**
 * The forms of names in Kubernetes. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and
 * k8s.io/apimachinery/pkg/util/validation
 */
export type NameForm = 'label' | 'label1035' | 'subdomain' | 'port';

const LABEL = /^[a-z\d](?:[-a-z\d]*[a-z\d])?$/;

const FORMS: Readonly<Record<NameForm, { readonly max: number; readonly fits: (name: string) => boolean }>> = {
  label: { max: 63, fits: (name) => LABEL.test(name) },
  label1035: { max: 63, fits: (name) => LABEL.test(name) && /^[a-z]/.test(name) },
  subdomain: { max: 253, fits: (name) => name.split('.').every((part) => LABEL.test(part)) },
  port: { max: 15, fits: (name) => LABEL.test(name) && /[a-z]/.test(name) && !name.includes('--') },
};

/** `form`: other characters than allowed, or at the wrong place; `long`: too many. */
export function nameProblem(name: string, form: NameForm): 'form' | 'long' | undefined {
  const { max, fits } = FORMS[form];
  if (name.length > max) return 'long';
  return fits(name) ? undefined : 'form';
}

export function longest(form: NameForm): number {
  return FORMS[form].max;
}

/** `My_App` → `my-app`; undefined if nothing would be left, or too much. */
export function repairName(name: string, form: NameForm): string | undefined {
  const allowed = form === 'subdomain' ? /[^-.a-z\d]+/g : /[^-a-z\d]+/g;
  const dashed = name.trim().toLowerCase().replace(allowed, '-');
  const joined = form === 'port' ? dashed.replace(/-{2,}/g, '-') : dashed;
  const repaired = joined.replace(/^[-.]+|[-.]+$/g, '').replace(/\.[-.]+|-+\./g, '.');
  return nameProblem(repaired, form) ? undefined : repaired;
}

/** Kinds whose names are of another form than most, which are subdomains. `path`: whatever stands in an address. */
const KINDS: Readonly<Record<string, NameForm | 'path'>> = {
  '/Namespace': 'label',
  // Since 1.34 clusters may allow a digit in front.
  '/Service': 'label',
  'rbac.authorization.k8s.io/Role': 'path',
  'rbac.authorization.k8s.io/ClusterRole': 'path',
  'rbac.authorization.k8s.io/RoleBinding': 'path',
  'rbac.authorization.k8s.io/ClusterRoleBinding': 'path',
  'certificates.k8s.io/CertificateSigningRequest': 'path',
  'certificates.k8s.io/ClusterTrustBundle': 'path',
};

export function nameFormOf(group: string, kind: string): NameForm | 'path' {
  return KINDS[`${group}/${kind}`] ?? 'subdomain';
}
