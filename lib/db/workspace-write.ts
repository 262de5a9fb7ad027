import 'server-only';
import type { WorkspaceFile } from '@/lib/model/workspace-file';
import { checkpointPlace } from './checkpoints';
import { commentPlace, columnsOfPin } from './comments';
import { upsertCookies } from './cookie-rows';
import { environmentPlace } from './environments';
import { exchangePlace } from './exchange-rows';
import { newId } from './ids';
import { masksPlace } from './masks';
import { runStepPlace } from './runs';
import { savedRequestPlace } from './saved-requests';
import type { Scope } from './scope';
import { insertSteps, sealVariables } from './sequence-rows';
import { sessionPlace } from './sessions';
import type { SqlValue, Statement } from './sql';

/** One row of one table. */
function row(table: string, columns: Record<string, SqlValue>): Statement {
  const names = Object.keys(columns);
  const marks = names.map(() => '?').join(', ');
  return {
    text: `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${marks})`,
    args: Object.values(columns),
  };
}

/**
 * Everything of a file as rows of a workspace that has nothing in it yet. Its ids were made anew before; sessions are
 * `ownerId`'s alone.
 */
export async function insertFile(scope: Scope, file: WorkspaceFile, ownerId: string): Promise<Statement[]> {
  return [
    ...file.environments.map((one) => environmentRow(scope, one)),
    ...file.requests.map((one) => requestRow(scope, one)),
    ...file.sequences.flatMap((one) => sequenceRows(scope, one)),
    ...file.sessions.flatMap((one) => sessionRows(scope, one, ownerId)),
    ...(await exchangeRows(scope, file)),
    ...file.runs.flatMap((one) => runRows(scope, one)),
    ...commentRows(scope, file),
  ];
}

type One<K extends 'environments' | 'requests' | 'sequences' | 'sessions' | 'runs'> =
  WorkspaceFile[K][number];

function environmentRow({ workspaceId, vault }: Scope, one: One<'environments'>): Statement {
  const { variables, ...rest } = one;
  const sealedVariables = vault.sealJson(environmentPlace(one.id), variables);
  return row('Environment', { ...rest, workspaceId, version: 1, sealedVariables });
}

function requestRow({ workspaceId, vault }: Scope, one: One<'requests'>): Statement {
  const { id, name, createdAt, updatedAt, ...kept } = one;
  const sealedSpec = vault.sealJson(savedRequestPlace(id), kept);
  return row('SavedRequest', { id, workspaceId, name, createdAt, updatedAt, sealedSpec });
}

function sequenceRows(scope: Scope, one: One<'sequences'>): Statement[] {
  const { steps, variables, masks, ...rest } = one;
  const { workspaceId, vault } = scope;
  const sealedVariables = sealVariables(scope, one.id, variables);
  const sealedMasks = masks && vault.sealJson(masksPlace(one.id), masks);
  return [
    row('Sequence', { ...rest, workspaceId, version: 1, sealedVariables, sealedMasks }),
    ...insertSteps(scope, one.id, steps, rest.createdAt),
  ];
}

function sessionRows(scope: Scope, one: One<'sessions'>, ownerId: string): Statement[] {
  const { settings, cookies, checkpoints, ...rest } = one;
  const { workspaceId, vault } = scope;
  const sealedSettings = vault.sealJson(sessionPlace(one.id), settings);
  const isShared = one.purpose === 'run';
  return [
    row('Session', { ...rest, workspaceId, version: 1, sealedSettings, ownerId, isShared }),
    ...upsertCookies(scope, one.id, cookies),
    ...checkpoints.map(({ name, createdAt, cookies: held }) => {
      const id = newId();
      const sealed = vault.sealJson(checkpointPlace(id), held);
      const of = { id, workspaceId, sessionId: one.id, name, createdAt };
      return row('Checkpoint', { ...of, cookieCount: held.length, sealed });
    }),
  ];
}

async function exchangeRows(
  { workspaceId, vault }: Scope,
  { exchanges }: WorkspaceFile,
): Promise<Statement[]> {
  const rows: Statement[] = [];
  for (const { url, spec, record, body, ...rest } of exchanges) {
    const { id, startedAt } = rest;
    rows.push(
      row('Exchange', {
        ...rest,
        workspaceId,
        createdAt: startedAt,
        sealedUrl: vault.sealJson(exchangePlace.url(id), url),
        sealedSpec: vault.sealJson(exchangePlace.spec(id), spec),
        sealedRecord: record && vault.sealJson(exchangePlace.record(id), record),
        sealedBody:
          body === null ? null : await vault.sealLarge(exchangePlace.body(id), Buffer.from(body, 'base64')),
      }),
    );
  }
  return rows;
}

/** An account of the other installation wrote them, which is told by its name alone. */
function commentRows({ workspaceId, vault }: Scope, { comments, exchanges }: WorkspaceFile): Statement[] {
  const sessionOf = new Map(exchanges.map(({ id, sessionId }) => [id, sessionId]));
  return comments.map(({ pin, text, by, ...times }) => {
    const id = newId();
    const of = columnsOfPin(pin);
    const sessionId = of.exchangeId === null ? of.sessionId : (sessionOf.get(of.exchangeId) ?? null);
    const sealed = vault.sealJson(commentPlace(id), text);
    const said = { writtenBy: by, userId: null, ...times };
    return row('Comment', { id, workspaceId, ...of, sessionId, pin: JSON.stringify(pin), sealed, ...said });
  });
}

function runRows({ workspaceId, vault }: Scope, one: One<'runs'>): Statement[] {
  const { steps, ...rest } = one;
  const { startedAt: createdAt } = rest;
  return [
    row('Run', { ...rest, workspaceId, createdAt }),
    ...steps.map(({ content, ...step }) => {
      const sealed = vault.sealJson(runStepPlace(one.id, step.position), content);
      return row('RunStep', { runId: one.id, workspaceId, ...step, createdAt, sealed });
    }),
  ];
}
