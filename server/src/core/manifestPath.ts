/**
 * Whether files of this path hold parts of objects by custom: kustomize's patches and overlays, and what the test tools
 * Chainsaw and KUTTL compare with (`01-assert.yaml`, `errors.yaml`). What is missing there is somewhere else.
 */
export function isFragmentPath(path: string): boolean {
  const [name = '', ...folders] = path.toLowerCase().split('/').toReversed();
  return (
    folders.some((folder) => /^(?:overlays?|patch(?:es)?|components)$|_patch/.test(folder)) ||
    /(?<![a-z])patch(?:es)?(?![a-z])|overlay|(?:^|[-_.])assert|^(?:\d+-)?errors?$/.test(name.replace(/\.ya?ml$/, ''))
  );
}

/** Whether a file lies with the data of tests, whose objects live for some minutes in a cluster of their own. */
export function isTestData(path: string): boolean {
  return /\/(?:testdata|fixtures|e2e(?:[-_]tests?)?|src\/test\/resources)\//i.test(path);
}

/** Whether a file lies with tests or with copies of other projects, so that it says nothing of what is deployed. */
export function isAside(path: string): boolean {
  return isTestData(path) || /\/(?:tests?|testing|vendor|third[-_]?party|external)\//i.test(path);
}

/** Whether a file shows what a policy allows and what not (`example_disallowed.yaml`), so that it is bad on purpose. */
export function isPolicySample(path: string): boolean {
  return /(?:^|[-_/])(?:dis)?allowed(?:[-_][^/]*)?\.ya?ml$/i.test(path);
}
