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
A CronJob that has missed more than 100 starts (the controller was away, or \`concurrencyPolicy: Forbid\` waited for a run that hung) never starts again: "too many missed start times". With \`startingDeadlineSeconds\` only the misses within that time are counted.`,
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline'],
  equivalents: ['kube-score:cronjob-has-deadline'],
  messages: {
    missing: 'The CronJob may never start again once it has missed 100 starts: startingDeadlineSeconds is not set.',
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
