/** Entry point of the profile worker: one profile per worker, answered request by request. */
import { parentPort } from 'node:worker_threads';
import type { WorkerRequest } from '../protocol.ts';
import { reply, type Session } from './session.ts';

const session: Session = { profile: undefined, locale: 'en' };

parentPort?.on('message', (request: WorkerRequest) => {
  const { answer, transfer } = reply(session, request);
  parentPort?.postMessage(answer, [...transfer]);
});
