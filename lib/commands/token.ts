import { parseArgs } from 'node:util';
import { getDatabase } from '@/lib/db/database';
import { openScope } from '@/lib/db/scope';
import { createToken } from '@/lib/db/tokens';
import { getLocalWorkspace } from '@/lib/db/workspaces';

/** Makes an API token of the local owner's workspace, in the database itself: the server may run or not. */
async function makeToken(name: string): Promise<string> {
  const db = await getDatabase();
  try {
    const { workspaceId, userId } = await getLocalWorkspace(db);
    const scope = await openScope(db, workspaceId);
    if (scope === null) throw new Error('The local workspace could not be opened.');
    const { token } = await createToken(scope, { name, userId, role: 'owner' });
    return token;
  } finally {
    await db.close();
  }
}

try {
  const { values } = parseArgs({ options: { name: { type: 'string', default: 'token' } } });
  console.log(await makeToken(values.name));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
