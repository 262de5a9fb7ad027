import 'server-only';
import { auditStatement } from '@/lib/db/audit';
import { putArrangement } from '@/lib/db/arrangements';
import { getDatabase } from '@/lib/db/database';
import { newId } from '@/lib/db/ids';
import { openScope, readBy } from '@/lib/db/scope';
import { insertFile } from '@/lib/db/workspace-write';
import { deleteWorkspace, insertTeamWorkspace } from '@/lib/db/workspaces';
import { AppError } from '@/lib/errors';
import type { Account } from '@/lib/model/account';
import { subjectOf } from '@/lib/model/comment';
import { mayAdmin, senderOf, type Member } from './member';
import { WorkspaceFile, type ImportedWorkspace } from '@/lib/model/workspace-file';

/**
 * Makes a new workspace of a file, owned by whoever brings it; its sessions are theirs alone until they share them.
 * All of it comes in, or nothing.
 * @throws AppError `invalid_json`; `invalid_request` naming what is not right
 */
export async function importWorkspace(
  { id: ownerId, name: actor }: Pick<Account, 'id' | 'name'>,
  text: string,
): Promise<ImportedWorkspace> {
  const file = withNewIds(readFile(text));
  const db = await getDatabase();
  const workspaceId = newId();
  await db.sql.write(insertTeamWorkspace(db, { id: workspaceId, name: file.name, ownerId }));
  const opened = await openScope(db, workspaceId);
  if (!opened) throw new AppError('internal', 'The workspace could not be made. Try again.');
  const scope = readBy(opened, ownerId);
  const counts = countsOf(file);
  try {
    const detail = `${counts.sessions} sessions, ${counts.sequences} sequences, ${counts.exchanges} past requests`;
    const deed = { kind: 'workspace.imported', userId: ownerId, actor, subject: file.name, detail } as const;
    await db.sql.write([...(await insertFile(scope, file, ownerId)), auditStatement(scope, deed)]);
    if (file.arrangement) await putArrangement(scope, file.arrangement);
  } catch (error) {
    await deleteWorkspace(scope);
    if (error instanceof AppError && error.code === 'not_found') throw brokenFile('names what is not in it');
    throw error;
  }
  return { workspaceId, name: file.name, counts };
}

/** The same for whoever an API token is of. @throws AppError as `importWorkspace`; `forbidden` */
export async function importAsMember(
  member: Member,
  read: () => Promise<string>,
): Promise<ImportedWorkspace> {
  mayAdmin(member);
  const { userId: id } = member;
  if (id === null) throw new AppError('forbidden', 'A workspace belongs to an account. Make one first.');
  return importWorkspace({ id, name: senderOf(member) ?? '' }, await read());
}

function readFile(text: string): WorkspaceFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AppError('invalid_json', 'This is not JSON. Choose a file that Playjar exported.');
  }
  const parsed = WorkspaceFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues
    .slice(0, 20)
    .map(({ path, message }) => ({ path: path.join('.'), message }));
  const [first] = errors;
  const where = first?.path ? ` (${first.path})` : '';
  throw new AppError('invalid_request', `${first?.message ?? 'It cannot be read.'}${where}`, { errors });
}

/** Ids of another installation may be taken here; each is made anew, wherever it stands. */
function withNewIds(file: WorkspaceFile): WorkspaceFile {
  const { environments, requests, sequences, sessions, exchanges, runs } = file;
  const ids = [environments, requests, sequences, sessions, exchanges, runs].flatMap((all) =>
    all.map(({ id }) => id),
  );
  const fresh = new Map(ids.map((id) => [id, newId()]));
  if (fresh.size < ids.length) throw brokenFile('has one id twice');
  const text = JSON.stringify(file).replace(/"([\w-]{16,64})"/g, (whole, id: string) => {
    const made = fresh.get(id);
    return made === undefined ? whole : `"${made}"`;
  });
  const renewed = JSON.parse(text) as WorkspaceFile;
  const known = new Set(fresh.values());
  const orNull = (id: string | null): string | null => (id !== null && known.has(id) ? id : null);
  return {
    ...renewed,
    runs: renewed.runs.map((run) => ({
      ...run,
      sequenceId: orNull(run.sequenceId),
      steps: run.steps.map((step) => ({ ...step, exchangeId: orNull(step.exchangeId) })),
    })),
    comments: renewed.comments.filter(({ pin }) => known.has(subjectOf(pin))),
  };
}

function brokenFile(what: string): AppError {
  return new AppError('invalid_request', `This file ${what}, so nothing of it was taken. Export it again.`);
}

function countsOf(file: WorkspaceFile): ImportedWorkspace['counts'] {
  const { environments, requests, sequences, sessions, exchanges, runs } = file;
  return {
    sessions: sessions.filter(({ purpose }) => purpose === 'own').length,
    cookies: sessions.reduce((sum, { cookies }) => sum + cookies.length, 0),
    requests: requests.length,
    sequences: sequences.length,
    environments: environments.length,
    exchanges: exchanges.length,
    runs: runs.length,
  };
}
