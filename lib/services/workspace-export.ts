import 'server-only';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findArrangement } from '@/lib/db/arrangements';
import { listComments } from '@/lib/db/comments';
import { listEnvironments } from '@/lib/db/environments';
import { findMasks } from '@/lib/db/masks';
import { listSavedRequests } from '@/lib/db/saved-requests';
import { listSequences } from '@/lib/db/sequences';
import { readExchanges, readRuns, readSessions } from '@/lib/db/workspace-read';
import type { Page } from '@/lib/model/page';
import {
  WORKSPACE_FILE,
  type FileComment,
  type WorkspaceExport,
  type WorkspaceFile,
} from '@/lib/model/workspace-file';
import { withoutSecrets, type KnownSecretsOf } from '@/lib/sequence/without-secrets';
import { noteNow } from './audit';
import { mayAdmin, type Member } from './member';
import { workspaceName } from './workspaces';

/**
 * The workspace in view as a file, in pieces as they are read: what the member reaches of it, so without the private
 * sessions of others. Links are not in it, since only hashes of them are stored, nor uploaded files. That it was
 * exported, and whether with secrets, is written down before the first piece.
 * @throws AppError `forbidden`
 */
export async function exportWorkspace(
  member: Member,
  { secrets, history }: WorkspaceExport,
): Promise<AsyncIterable<string>> {
  mayAdmin(member);
  const detail = secrets ? `with secrets${history ? ' and history' : ''}` : 'without secrets';
  await noteNow(member, 'workspace.exported', { detail });
  const name = (await workspaceName(member)).slice(0, 100) || 'Workspace';
  return piecesOf(member, name, { secrets, history: secrets && history });
}

async function* piecesOf(member: Member, name: string, choice: WorkspaceExport): AsyncGenerator<string> {
  const { scope } = member;
  const stored = await listEnvironments(scope);
  const values = stored.flatMap(({ variables }) =>
    variables.flatMap((one) => (one.secret ? [one.value] : [])),
  );
  const clean = choice.secrets ? null : withoutSecrets(values);
  const head: Pick<WorkspaceFile, 'format' | 'version' | 'exportedAt' | 'name' | 'secrets' | 'arrangement'> =
    {
      format: WORKSPACE_FILE,
      version: 1,
      exportedAt: new Date().toISOString(),
      name,
      secrets: choice.secrets,
      arrangement: await findArrangement(scope),
    };
  yield JSON.stringify(head).slice(0, -1);
  yield* list('environments', environments(stored, clean !== null));
  yield* list('requests', requests(member, clean));
  yield* list('sequences', sequences(member, clean));
  yield* list('sessions', sessions(member, choice, clean));
  yield* list('exchanges', choice.history ? readExchanges(scope) : []);
  yield* list('runs', choice.history ? readRuns(scope) : []);
  yield* list('comments', comments(member, choice, clean));
  yield '\n}\n';
}

/** `,"name":[…]`, an item a line. */
async function* list(
  name: keyof WorkspaceFile,
  items: AsyncIterable<unknown> | Iterable<unknown>,
): AsyncGenerator<string> {
  let before = `,\n"${name}":[`;
  for await (const item of items) {
    yield `${before}\n${JSON.stringify(item)}`;
    before = ',';
    await nextTurn();
  }
  yield before === ',' ? '\n]' : `${before}]`;
}

type Clean = KnownSecretsOf | null;

function environments(
  stored: Awaited<ReturnType<typeof listEnvironments>>,
  emptied: boolean,
): WorkspaceFile['environments'] {
  return stored.map(({ version: _version, variables, ...rest }) => ({
    ...rest,
    variables: variables.map((one) => (one.secret && emptied ? { ...one, value: '' } : one)),
  }));
}

async function* requests({ scope }: Member, clean: Clean): AsyncGenerator<WorkspaceFile['requests'][number]> {
  for await (const one of pages((cursor) => listSavedRequests(scope, { cursor, limit: 50 }))) {
    const { version: _version, ...rest } = clean ? clean.request(one) : one;
    yield rest;
  }
}

async function* sequences(
  { scope }: Member,
  clean: Clean,
): AsyncGenerator<WorkspaceFile['sequences'][number]> {
  for await (const one of pages((cursor) => listSequences(scope, { cursor, limit: 20 }))) {
    const { version: _version, ...rest } = clean ? clean.sequence(one) : one;
    yield { ...rest, masks: await findMasks(scope, one.id) };
  }
}

async function* sessions(
  { scope }: Member,
  { secrets, history }: WorkspaceExport,
  clean: Clean,
): AsyncGenerator<WorkspaceFile['sessions'][number]> {
  for await (const one of readSessions(scope, secrets)) {
    if (one.purpose === 'run' && !history) continue;
    yield clean ? { ...one, settings: clean.session(one.settings) } : one;
  }
}

/** Those whose places are in the file. */
async function* comments(
  { scope }: Member,
  { history }: WorkspaceExport,
  clean: Clean,
): AsyncGenerator<FileComment> {
  for await (const one of pages((cursor) => listComments(scope, { cursor, limit: 100 }))) {
    const { id: _id, userId: _userId, sessionId: _sessionId, ...rest } = one;
    if (!history && (rest.pin.on === 'hop' || rest.pin.on === 'cookie')) continue;
    yield clean ? { ...rest, text: clean.words(rest.text) } : rest;
  }
}

async function* pages<Item>(read: (cursor: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item> {
  for (let cursor: string | undefined, more = true; more;) {
    const { items, nextCursor } = await read(cursor);
    yield* items;
    more = nextCursor !== null;
    cursor = nextCursor ?? undefined;
  }
}
