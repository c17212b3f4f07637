import { Worker } from 'node:worker_threads';
import type {
  ProfileLimits,
  ProfileSummary,
  ProfileView,
  WorkerAnswer,
  WorkerRequest,
} from '../../../server/src/protocol.ts';

/** A worker that holds one profile. Its answers come in the order of the questions. */
export interface Engine {
  readonly open: (bytes: Uint8Array<ArrayBuffer>, limits: ProfileLimits, locale: string) => Promise<ProfileSummary>;
  readonly view: (sampleType: number) => Promise<ProfileView>;
  /** Ends the worker in the middle of whatever it does; what was asked of it fails with `EngineStopped`. */
  readonly stop: () => void;
}

/** Not a failure: the reader has cancelled, or the document was closed. */
export class EngineStopped extends Error {}

type Answer<Type extends WorkerAnswer['type']> = Extract<WorkerAnswer, { type: Type }>;

interface Pending {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function startEngine(script: string): Engine {
  const worker = new Worker(script);
  const pending = new Map<number, Pending>();
  let ended: Error | undefined;
  let last = 0;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of pending.values()) reject(ended);
    pending.clear();
  };
  worker.on('message', (answer: WorkerAnswer) => {
    const asked = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.type === 'error') asked?.reject(new Error(answer.message));
    else asked?.resolve(answer);
  });
  worker.on('error', end);
  worker.on('exit', () => end(new EngineStopped()));
  const ask = <Type extends WorkerAnswer['type']>(
    request: (id: number) => WorkerRequest,
    type: Type,
    transfer: ArrayBuffer[] = [],
  ): Promise<Answer<Type>> =>
    new Promise((resolve, reject) => {
      if (ended !== undefined) return reject(ended);
      last += 1;
      const accept = (answer: WorkerAnswer): void => {
        if (answer.type === type) resolve(answer as Answer<Type>);
        else reject(new Error(`The profile worker answered ${answer.type} instead of ${type}.`));
      };
      pending.set(last, { resolve: accept, reject });
      worker.postMessage(request(last), transfer);
    });
  return {
    open: async (bytes, limits, locale) => {
      const { summary } = await ask((id) => ({ id, type: 'open', bytes, limits, locale }), 'opened', [bytes.buffer]);
      return summary;
    },
    view: async (sampleType) => (await ask((id) => ({ id, type: 'view', sampleType }), 'view')).view,
    stop: () => {
      end(new EngineStopped());
      void worker.terminate();
    },
  };
}
