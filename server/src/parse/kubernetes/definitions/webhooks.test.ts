import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutatedGroups } from './webhooks.ts';

const HOOK = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata:
  name: widgets
webhooks:
  - name: widgets.example.com
    rules:
      - apiGroups: [example.com]
        resources: [widgets]
`;

test('the groups of the rules are told', () => {
  assert.deepEqual(mutatedGroups(`kind: Service\n---\n${HOOK}---\n${HOOK.replace('[example.com]', '["", apps]')}`), [
    'example.com',
    '',
    'apps',
  ]);
  assert.deepEqual(mutatedGroups('kind: ClusterRole # for a MutatingWebhookConfiguration'), []);
});

test('without rules, or from a template, it may be any', () => {
  assert.deepEqual(mutatedGroups(HOOK.replace(/ {4}rules:.*/s, '')), ['*']);
  assert.deepEqual(mutatedGroups(`{{ if .Values.hooks }}\n${HOOK}{{ end }}\n`), ['*']);
});
