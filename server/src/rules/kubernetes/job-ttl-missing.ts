import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, get, getIn, type YamlMap } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Let finished Jobs go.',
  rationale: `
A finished Job stays, with its pods and their logs, until somebody deletes it; some thousand of them slow the API server down. \`ttlSecondsAfterFinished\` has the cluster delete it. The Jobs of a CronJob are cleaned up by the CronJob.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/'],
  equivalents: ['kube-linter:job-ttl-seconds-after-finished'],
  messages: { missing: 'The Job will stay when it is finished: ttlSecondsAfterFinished is not set.' },
  fixes: { set: 'Delete it a day after it has finished' },
  examples: [
    {
      title: 'A Job that stays',
      bad: `\
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:1.4
          resources:
            limits:
              memory: 512Mi
`,
      good: `\
apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:1.4
          resources:
            limits:
              memory: 512Mi
  ttlSecondsAfterFinished: 86400
`,
    },
  ],
  *check({ root, kind, group, document, partial, nameSpan, name }, { say, fix }) {
    const spec = asMap(get(root, 'spec'));
    if (group !== 'batch' || kind !== 'Job' || partial || !spec || get(spec, 'ttlSecondsAfterFinished')) return;
    // Who makes them under new names each time, or deploys them as hooks, cleans up as well.
    if (name === '' || isHook(root)) return;
    const edits = setPair(document, spec, 'ttlSecondsAfterFinished', 86_400, [
      'backoffLimit',
      'parallelism',
      'completions',
    ]);
    yield say.missing(nameSpan, {}, { fixes: edits ? [fix.set({}, { safe: false, edits: () => edits })] : [] });
  },
});

/** Of Helm and Argo CD. */
function isHook(root: YamlMap): boolean {
  const annotations = asMap(getIn(root, 'metadata', 'annotations'));
  return ['helm.sh/hook', 'argocd.argoproj.io/hook'].some((name) => get(annotations, name) !== undefined);
}
