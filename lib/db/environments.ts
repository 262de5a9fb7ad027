import 'server-only';
import { z } from 'zod';
import { newId } from './ids';
import type { Scope } from './scope';
import { now } from './times';

/** A variable whole, secret or not; only `lib/services` sees it so. */
const StoredVariable = z.strictObject({ name: z.string(), value: z.string(), secret: z.boolean() });
export type StoredVariable = z.infer<typeof StoredVariable>;

export interface StoredEnvironment {
  id: string;
  name: string;
  variables: StoredVariable[];
  version: number;
  createdAt: string;
  updatedAt: string;
}
interface Row {
  id: string;
  name: string;
  sealedVariables: Uint8Array;
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** Where its sealed part lies. */
export const environmentPlace = (id: string) => ({ column: 'Environment.sealedVariables', row: id });
const COLUMNS = '"id", "name", "sealedVariables", "version", "createdAt", "updatedAt"';

export async function createEnvironment(
  { db, workspaceId, vault }: Scope,
  { name, variables }: { name: string; variables: StoredVariable[] },
): Promise<string> {
  const id = newId();
  const time = now();
  await db.sql.write([
    {
      text: 'INSERT INTO "Environment" ("id", "workspaceId", "name", "sealedVariables", "version", "createdAt", "updatedAt") VALUES (?, ?, ?, ?, 1, ?, ?)',
      args: [id, workspaceId, name, vault.sealJson(environmentPlace(id), variables), time, time],
    },
  ]);
  return id;
}

/** All of the workspace, by name. @throws AppError `secret_unreadable` */
export async function listEnvironments(scope: Scope): Promise<StoredEnvironment[]> {
  const rows = await scope.db.sql.all<Row>(
    `SELECT ${COLUMNS} FROM "Environment" WHERE "workspaceId" = ? ORDER BY "name", "id"`,
    [scope.workspaceId],
  );
  return rows.map((row) => toEnvironment(scope, row));
}

/** @throws AppError `secret_unreadable` */
export async function findEnvironment(scope: Scope, id: string): Promise<StoredEnvironment | null> {
  const text = `SELECT ${COLUMNS} FROM "Environment" WHERE "id" = ? AND "workspaceId" = ?`;
  const [row] = await scope.db.sql.all<Row>(text, [id, scope.workspaceId]);
  return row === undefined ? null : toEnvironment(scope, row);
}

/** Replaces name and variables whole. False: the version is another by now, or there is no such environment. */
export async function replaceEnvironment(
  { db, workspaceId, vault }: Scope,
  id: string,
  { name, variables }: { name: string; variables: StoredVariable[] },
  ifVersion: number,
): Promise<boolean> {
  const text =
    'UPDATE "Environment" SET "name" = ?, "sealedVariables" = ?, "version" = "version" + 1, "updatedAt" = ? WHERE "id" = ? AND "workspaceId" = ? AND "version" = ?';
  const args = [name, vault.sealJson(environmentPlace(id), variables), now(), id, workspaceId, ifVersion];
  return (await db.sql.write([{ text, args, needsRow: true }])) !== null;
}

/** Answers whether there was one. */
export async function deleteEnvironment({ db, workspaceId }: Scope, id: string): Promise<boolean> {
  const text = 'DELETE FROM "Environment" WHERE "id" = ? AND "workspaceId" = ?';
  return (await db.sql.write([{ text, args: [id, workspaceId], needsRow: true }])) !== null;
}

function toEnvironment({ vault }: Scope, { sealedVariables, ...row }: Row): StoredEnvironment {
  const variables = vault.openJson(environmentPlace(row.id), sealedVariables, (data) =>
    z.array(StoredVariable).parse(data),
  );
  return { ...row, variables };
}
