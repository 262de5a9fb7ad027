import path from 'node:path';
import Libsql from 'libsql';
import { ApiClient } from '../support/api-client';
import { startAppServer } from '../support/app-server';
import { GuestClient } from '../support/guest-client';
import { startTarget } from '../support/target-server';
import { CANARY, invite, makeToken, signUp, userIdOf, type Person } from './people';
import type { Asker } from './rights';
import { makeAnew, makeThings, neverThings, type Maker, type Things } from './things';

/** What someone has to knock with. */
interface Keys {
  /** their browser; without a cookie for those who have no account */
  browser: GuestClient;
  /** their API token; null: none */
  token: string | null;
}

/** One app, one workspace with one of each thing, and everyone who may want them. */
export interface World {
  url: string;
  things: Things;
  never: Things;
  keys: Record<Asker, Keys>;
  people: Partial<Record<Asker, Person>>;
  /** the same things, with some of them made anew */
  anew: (spent: readonly (keyof Things)[]) => Promise<Things>;
  /** makes a member of someone who left */
  rejoin: (asker: Asker) => Promise<void>;
  /** every row of the workspace as it is stored, but for when a token was last used */
  stored: () => string;
  stop: () => Promise<void>;
}

const PAGE = `<title>${CANARY}</title><form method="post" action="/login"><input name="user"></form>`;

export async function startWorld(): Promise<World> {
  const target = await startTarget((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
  });
  const limits = { signInsPerMinute: 1_000 };
  const app = await startAppServer({
    env: { PLAYJAR_SIGN_UP: 'open', PLAYJAR_LIMITS: JSON.stringify(limits) },
  });
  const maker = await startWorkspace(app.url, target.url);
  const { people, keys, usedCode } = await gather(maker);
  const things = await makeThings(maker, usedCode);
  const database = new Libsql(path.join(app.dataDir, 'playjar.db'), { readonly: true });
  const tables = tablesOfWorkspaces(database);
  return {
    url: app.url,
    things,
    never: neverThings(target.url),
    keys,
    people,
    anew: (spent) => makeAnew(maker, things, spent),
    rejoin: async (asker) => {
      const { code } = await invite(maker.owner, asker === 'viewer' ? 'viewer' : 'editor');
      await keys[asker].browser.value('accounts/acceptInvitation', [code]);
      await keys[asker].browser.value('workspaces/chooseWorkspace', [maker.workspaceId]);
    },
    stored: () => tables.map((table) => rowsOf(database, table, maker.workspaceId)).join('\n'),
    stop: async () => {
      database.close();
      await app.stop();
      await target.close();
    },
  };
}

async function startWorkspace(url: string, target: string): Promise<Maker> {
  const owner = await signUp(url, 'owner');
  const { workspaceId } = await owner.browser.value<{ workspaceId: string }>('workspaces/createWorkspace', [
    `${CANARY} workspace`,
  ]);
  const { token } = await makeToken(owner, 'owner');
  return { owner, api: new ApiClient(url, token), workspaceId, target };
}

async function gather({ owner, api }: Maker) {
  const { url } = api;
  const join = async (name: string, role: 'viewer' | 'editor') => {
    const { code } = await invite(owner, role);
    return { person: await signUp(url, name, code), code };
  };
  const { person: viewer } = await join('viewer', 'viewer');
  const { person: editor } = await join('editor', 'editor');
  const { person: removed, code: usedCode } = await join('removed', 'editor');
  const stranger = await signUp(url, 'stranger');
  const keysOf = async (person: Person, role: string): Promise<Keys> => ({
    browser: person.browser,
    token: (await makeToken(person, role)).token,
  });
  const revoked = await makeToken(editor, 'editor');
  await editor.browser.value('workspaces/revokeApiToken', [revoked.id]);
  const keys: Record<Asker, Keys> = {
    anonymous: nobody(url, null),
    revoked: nobody(url, revoked.token),
    stranger: await keysOf(stranger, 'owner'),
    removed: await keysOf(removed, 'editor'),
    viewer: await keysOf(viewer, 'viewer'),
    editor: await keysOf(editor, 'editor'),
    owner: { browser: owner.browser, token: api.token },
  };
  await owner.browser.value('workspaces/removeMember', [await userIdOf(owner, 'removed')]);
  return { people: { viewer, editor, removed, stranger, owner }, keys, usedCode };
}

/** The tables whose rows name their workspace. */
function tablesOfWorkspaces(database: Libsql.Database): string[] {
  const named = database
    .prepare(
      `SELECT m.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
              WHERE m.type = 'table' AND c.name = 'workspaceId' ORDER BY m.name`,
    )
    .all() as { name: string }[];
  // That others are told of a change comes after the change.
  const aside = ['Login', 'WorkspaceChange', 'Presence'];
  return ['Workspace', ...named.map(({ name }) => name).filter((name) => !aside.includes(name))];
}

function rowsOf(database: Libsql.Database, table: string, workspaceId: string): string {
  const column = table === 'Workspace' ? 'id' : 'workspaceId';
  const rows = database
    .prepare(`SELECT * FROM "${table}" WHERE "${column}" = ? ORDER BY rowid`)
    .all(workspaceId) as Record<string, unknown>[];
  return `${table} ${JSON.stringify(rows.map((row) => ({ ...row, lastUsedAt: undefined })))}`;
}

/** A browser that keeps nothing: what one page set is not brought to the next. */
function nobody(url: string, token: string | null): Keys {
  return {
    get browser() {
      return GuestClient.without(url);
    },
    token,
  };
}
