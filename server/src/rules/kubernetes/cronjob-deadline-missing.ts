import { setPair } from '../../parse/yaml/edit.ts';
import { asMap, get } from '../../parse/yaml/node.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'hint',
  profile: 'strict',
  since: '0.1.0',
  summary: 'Give a CronJob a starting deadline.',
  rationale: `
A run that is missed, because the control plane was away or \`concurrencyPolicy: Forbid\` waited for the one before, is started as soon as that is over, however late that is: the report of the night in the middle of the day. With \`startingDeadlineSeconds\` it is left out after that time. Without one the controller also goes through every start that was missed since the last run, and warns of \`TooManyMissedTimes\` from a hundred on (before Kubernetes 1.21 it then gave up for good). It looks every ten seconds, so less than that misses runs.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  equivalents: ['kube-score:cronjob-has-deadline'],
  messages: {
    missing: 'A run that is missed will be started however late it is: startingDeadlineSeconds is not set.',
  },
  fixes: { set: 'Set it to 200 seconds' },
  examples: [
    {
      title: 'No deadline',
      bad: `\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "@hourly"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:1.4
              resources:
                limits:
                  memory: 512Mi
`,
      good: `\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "@hourly"
  startingDeadlineSeconds: 200
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
              image: registry.example/report:1.4
              resources:
                limits:
                  memory: 512Mi
`,
    },
  ],
  *check({ root, kind, group, document, partial, nameSpan }, { say, fix }) {
    const spec = asMap(get(root, 'spec'));
    if (group !== 'batch' || kind !== 'CronJob' || partial || !spec || get(spec, 'startingDeadlineSeconds')) return;
    const edits = setPair(document, spec, 'startingDeadlineSeconds', 200, [
      'schedule',
      'timeZone',
      'concurrencyPolicy',
    ]);
    yield say.missing(nameSpan, {}, { fixes: edits ? [fix.set({}, { safe: false, edits: () => edits })] : [] });
  },
});
