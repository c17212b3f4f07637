import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

test('slips of the finger are understood', () => {
  const keywords = ['FROM', 'RUN', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'WORKDIR', 'USER'];
  assert.equal(nearest('FORM', keywords), 'FROM');
  assert.equal(nearest('COPPY', keywords), 'COPY');
  assert.equal(nearest('entrypiont', keywords), 'ENTRYPOINT');
  assert.equal(nearest('HELTCHECK', keywords), 'HEALTHCHECK');
  assert.equal(nearest('WORKDIRR', keywords), 'WORKDIR');
});

test('what is far from all, or as near to two, is left alone', () => {
  assert.equal(nearest('apt-get', ['ADD', 'ARG']), undefined);
  assert.equal(nearest('build', ['built', 'guild']), undefined);
  assert.equal(nearest('x', []), undefined);
  assert.equal(nearest('x', ['y', 'xy']), undefined);
  assert.equal(nearest('XYZ', ['ENV', 'RUN']), undefined);
});
