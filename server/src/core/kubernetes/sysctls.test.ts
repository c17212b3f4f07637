import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sysctlKind, sysctlNamespace } from './sysctls.ts';

test('what a kubelet does with a sysctl', () => {
  assert.equal(sysctlKind('net.ipv4.tcp_syncookies'), 'safe');
  assert.equal(sysctlKind('net/ipv4/tcp_syncookies'), 'safe');
  assert.equal(sysctlKind('net.core.somaxconn'), 'unsafe');
  assert.equal(sysctlKind('net/ipv4/conf/eth0.1/forwarding'), 'unsafe');
  assert.equal(sysctlKind('kernel.msgmax'), 'unsafe');
  assert.equal(sysctlKind('kernel.sem'), 'unsafe');
  assert.equal(sysctlKind('kernel.semaphores'), 'node');
  assert.equal(sysctlKind('vm.max_map_count'), 'node');
  assert.equal(sysctlKind('fs.file-max'), 'node');
});

test('the namespace that it belongs to', () => {
  assert.equal(sysctlNamespace('net.core.somaxconn'), 'net');
  assert.equal(sysctlNamespace('fs.mqueue.msg_max'), 'ipc');
  assert.equal(sysctlNamespace('network.x'), undefined);
});
