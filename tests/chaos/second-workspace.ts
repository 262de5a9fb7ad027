import { openDatabase } from '@/lib/db/database';
import { openScope } from '@/lib/db/scope';
import { createToken } from '@/lib/db/tokens';
import { createWorkspace, getLocalWorkspace } from '@/lib/db/workspaces';
import { env } from '@/lib/env';

// Prints an API token of a new workspace of the local owner, for a load that has two workspaces.
const { databaseUrl: url, dataDir, secret } = env();
const db = await openDatabase({ url, dataDir, secret });
const { userId } = await getLocalWorkspace(db);
const { id } = await createWorkspace(db, { kind: 'team', name: 'Second' });
const scope = await openScope(db, id);
if (scope === null) throw new Error('the workspace is gone');
console.log((await createToken(scope, { name: 'soak', userId, role: 'owner' })).token);
await db.close();
