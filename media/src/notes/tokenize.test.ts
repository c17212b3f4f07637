import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexTerms, queryTerms, stem } from './tokenize.ts';

test('a run of Chinese gives every pair of neighbours, and its last character', () => {
  assert.deepEqual(indexTerms('内存限制'), ['内存', '存限', '限制', '制']);
});

test('punctuation and spaces end a run', () => {
  assert.deepEqual(indexTerms('内存，限流'), ['内存', '存', '限流', '流']);
});

test('a single character is a term of its own', () => {
  assert.deepEqual(indexTerms('堆'), ['堆']);
  assert.deepEqual(queryTerms('堆'), ['堆']);
});

test('a query of Chinese asks for pairs only, so that order counts', () => {
  assert.deepEqual(queryTerms('存活探针'), ['存活', '活探', '探针']);
});

test('Chinese and Latin side by side are told apart without a space', () => {
  assert.deepEqual(queryTerms('设置GOMEMLIMIT上限'), ['设置', 'gomemlimit', '上限']);
});

test('words are found in any case', () => {
  assert.deepEqual(indexTerms('OOMKilled'), ['oomkilled', 'oom', 'killed']);
});

test('an identifier is found whole and by its parts', () => {
  assert.deepEqual(indexTerms('terminationGracePeriodSeconds'), [
    'terminationgraceperiodseconds',
    'termination',
    'grace',
    'period',
    'seconds',
  ]);
  assert.deepEqual(indexTerms('limits.memory'), ['limits.memory', 'limits', 'memory']);
  assert.deepEqual(indexTerms('kubernetes/gomemlimit-missing'), [
    'kubernetes/gomemlimit-missing',
    'kubernetes',
    'gomemlimit',
    'missing',
  ]);
});

test('an address stays in one piece', () => {
  assert.equal(indexTerms('127.0.0.1:8080')[0], '127.0.0.1');
});

test('a number with a unit is found by the number', () => {
  assert.ok(indexTerms('GOMEMLIMIT=460MiB').includes('460'));
});

test('words that every question has are not searched for', () => {
  assert.deepEqual(queryTerms('why is my pod killed'), ['pod', 'killed']);
  assert.deepEqual(queryTerms('容器为什么被杀了'), ['容器', '被杀']);
});

test('a query of nothing but such words is searched as it is', () => {
  assert.deepEqual(queryTerms('how to'), ['how', 'to']);
  assert.deepEqual(queryTerms('怎么办'), ['怎么', '么办']);
});

test('nothing gives nothing', () => {
  assert.deepEqual(indexTerms(''), []);
  assert.deepEqual(queryTerms(' ，。!? '), []);
});

test('the endings of a word do not matter', () => {
  assert.equal(new Set(['throttle', 'throttled', 'throttles', 'throttling'].map(stem)).size, 1);
  assert.equal(stem('probes'), stem('probe'));
  assert.equal(stem('requests'), stem('request'));
});

test('what is short, ends in ss, or is no plain word stays as it is', () => {
  for (const term of ['cgo', 'pods', 'process', 'cpu.stat', '限流', 'q-137s']) assert.equal(stem(term), term);
});
