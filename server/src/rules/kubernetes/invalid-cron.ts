import { cronProblem } from '../../core/cron.ts';
import { fieldsOf, isPlaceholder } from '../../parse/kubernetes/fields.ts';
import { resolveScalar } from '../../parse/yaml/scalar.ts';
import { defineRule } from '../define.ts';

export default defineRule({
  target: 'kubernetes',
  severity: 'error',
  since: '0.1.0',
  summary: 'Give a CronJob a schedule that Kubernetes can read.',
  rationale: `
A schedule has five fields: minute, hour, day of the month, month and day of the week, Sunday being 0, never 7. There are no seconds, no \`L\` and no \`@reboot\`; \`@hourly\`, \`@daily\` and their kin are allowed. \`TZ=\` in front is refused since 1.27, as \`timeZone\` has taken its place, and takes a name such as \`Europe/Berlin\`, not \`CET+1\` or \`Local\`.`,
  sources: [
    'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
    'https://pkg.go.dev/github.com/robfig/cron/v3',
  ],
  messages: {
    fields:
      'The API server will refuse the object: a schedule has five fields (minute, hour, day, month, weekday), as in "30 2 * * 1-5".',
    value:
      'The API server will refuse the object: a field of the schedule is out of its range. Minutes go to 59, hours to 23, weekdays from 0 to 6.',
    timeZone:
      'The API server will refuse the object: a time zone in the schedule is not allowed, timeZone is the field for it.',
    descriptor:
      'The API server will refuse the object: there is no {value}, only @hourly, @daily, @weekly, @monthly and @yearly.',
    zone: 'The API server will refuse the object: timeZone takes a name such as Europe/Berlin or Etc/UTC.',
  },
  examples: [
    {
      title: 'A field too many',
      bad: `\
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 30 2 * * *"
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
  schedule: "30 2 * * *"
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
  *check(resource, { say }) {
    for (const { place, name, scalar } of fieldsOf(resource).scalars) {
      if (place.type.name !== 'V1CronJobSpec' || isPlaceholder(scalar) || resolveScalar(scalar).type !== 'string')
        continue;
      const value = scalar.text;
      const problem = name === 'schedule' ? cronProblem(value) : undefined;
      if (problem) yield say[problem](scalar.span, { value });
      else if (name === 'timeZone' && !isZone(value)) yield say.zone(scalar.span, {});
    }
  },
});

/** By its form alone, since every cluster has a list of its own. */
function isZone(name: string): boolean {
  return /^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/.test(name) && !/^local$/i.test(name);
}
