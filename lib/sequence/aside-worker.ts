import { parentPort } from 'node:worker_threads';
import { perform, type AsideJob } from './aside-jobs';

/** The other end of `aside.ts`: a thread that may be ended at any moment. */
parentPort?.on('message', (job: AsideJob) => {
  parentPort?.postMessage({ begun: true });
  try {
    for (const part of perform(job)) parentPort?.postMessage({ part });
    parentPort?.postMessage({ ended: 'done' });
  } catch (error) {
    parentPort?.postMessage({ ended: 'broken', message: error instanceof Error ? error.message : '' });
  }
});
