import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERIFIED_ON as baseImages } from './baseImages.ts';
import { VERIFIED_ON as distributions } from './distributions.ts';
import { VERIFIED_ON as dockerfileLanguage } from './dockerfileLanguage.ts';
import { VERIFIED_ON as goReleases } from './goReleases.ts';
import { VERIFIED_ON as kubernetesPeerChecks } from './kubernetes/peerChecks.ts';
import { VERIFIED_ON as removedApis } from './kubernetes/removedApis.ts';
import { VERIFIED_ON as officialImages } from './officialImages.ts';
import { VERIFIED_ON as peerChecks } from './peerChecks.ts';

const DATES = {
  baseImages,
  distributions,
  dockerfileLanguage,
  goReleases,
  kubernetesPeerChecks,
  officialImages,
  peerChecks,
  removedApis,
};

for (const [table, day] of Object.entries(DATES)) {
  test(`${table} says on which day it was compared with its sources`, () => {
    assert.equal(new Date(day).toISOString().slice(0, 10), day);
  });
}
