import { finishExchange, beginExchange } from '@/lib/db/exchanges';
import { openDatabase } from '@/lib/db/database';
import { openScope } from '@/lib/db/scope';
import { cookie, exchange } from './samples';

// A process of its own that sends, for tests of several processes: its job comes as JSON in the first argument.
interface Job {
  url: string;
  dataDir: string;
  secret: string;
  workspaceId: string;
  sessionId: string;
  name: string;
  /** how many sends; without it, until killed */
  count?: number;
}

const job = JSON.parse(process.argv[2] ?? '{}') as Job;
const db = await openDatabase(job);
const scope = await openScope(db, job.workspaceId);
if (scope === null) throw new Error('no such workspace');
for (let i = 0; i < (job.count ?? Infinity); i += 1) {
  // Each send sets three cookies: its own, a second of its own, and one that all processes share.
  const put = [
    cookie(`${job.name}-${i}-a`),
    cookie(`${job.name}-${i}-b`),
    cookie('shared', { value: `${job.name}-${i}` }),
  ];
  const sent = exchange(job.sessionId, put, i);
  await beginExchange(scope, sent);
  await finishExchange(scope, sent);
  process.stdout.write(`${i}\n`);
}
await db.close();
