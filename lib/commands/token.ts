import { parseArgs } from 'node:util';
import { openScope } from '@/lib/db/scope';
import { createToken } from '@/lib/db/tokens';
import { getLocalWorkspace } from '@/lib/db/workspaces';
import { Scope, SCOPES } from '@/lib/model/api-token';
import { currentDatabase } from './current-database';

/** Makes an API token of the local owner's workspace, in the database itself: the server may run or not. */
async function makeToken(name: string, scopes: Scope[] | null, days: number | null): Promise<string> {
  const db = await currentDatabase();
  try {
    const { workspaceId, userId } = await getLocalWorkspace(db);
    const scope = await openScope(db, workspaceId);
    if (scope === null) throw new Error('The local workspace could not be opened.');
    const { token } = await createToken(scope, {
      name,
      userId,
      role: 'owner',
      scopes,
      expiresAt: endOf(days),
    });
    return token;
  } finally {
    await db.close();
  }
}

/** `--scope read --scope send` or `--scope read,send`; without it, all. */
function scopesOf(given: string[] | undefined): Scope[] | null {
  if (given === undefined) return null;
  const words = given.flatMap((text) => text.split(',')).map((word) => word.trim());
  const wrong = words.find((word) => !Scope.safeParse(word).success);
  if (wrong !== undefined) throw new Error(`There is no scope “${wrong}”. Choose of: ${SCOPES.join(', ')}.`);
  return SCOPES.filter((scope) => words.includes(scope));
}

function daysOf(given: string | undefined): number | null {
  if (given === undefined) return null;
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given);
  throw new Error(`--days ${given}: a number of days from 1 to 9999.`);
}

function endOf(days: number | null): Date | null {
  return days === null ? null : new Date(Date.now() + days * 86_400_000);
}

try {
  const { values } = parseArgs({
    options: {
      name: { type: 'string', default: 'token' },
      scope: { type: 'string', multiple: true },
      days: { type: 'string' },
    },
  });
  console.log(await makeToken(values.name, scopesOf(values.scope), daysOf(values.days)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
