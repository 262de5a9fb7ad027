import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { trimHistory } from '@/lib/db/history';
import type { AuditEntry, AuditFilter } from '@/lib/model/audit';
import * as tokens from '@/lib/services/api-tokens';
import { exportAudit, listAudit, type AuditFormat } from '@/lib/services/audit';
import { exportCookies, putCookie } from '@/lib/services/cookies';
import { createEnvironment, revealVariable } from '@/lib/services/environments';
import { deleteExchange } from '@/lib/services/exchanges';
import { invite, revokeInvitation } from '@/lib/services/invitations';
import type { Member } from '@/lib/services/member';
import { sendThroughSession } from '@/lib/services/send';
import { createSequence } from '@/lib/services/sequences';
import { setSharing } from '@/lib/services/session-sharing';
import { createSession, deleteSession } from '@/lib/services/sessions';
import { copyShared, openShare, startReplay } from '@/lib/services/shared-links';
import { createShare, revokeShare } from '@/lib/services/shares';
import * as workspaces from '@/lib/services/workspaces';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { startTarget } from '../support/target-server';
import { byToken, person, team } from './people';

const stranger = { address: '192.0.2.7', member: null };

async function trail(member: Member, filter: AuditFilter = {}): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let cursor: string | undefined, more = true; more;) {
    const page = await listAudit(member, { ...filter, cursor, limit: 3 });
    entries.push(...page.items);
    more = page.nextCursor !== null;
    cursor = page.nextCursor ?? undefined;
  }
  return entries;
}
const told = ({ actor, kind, subject, detail, sessionName }: AuditEntry) =>
  [actor, kind, subject, detail, sessionName].map((word) => word ?? '-').join(' | ');

async function exported(member: Member, format: AuditFormat, filter: AuditFilter = {}): Promise<string> {
  let text = '';
  for await (const piece of await exportAudit(member, filter, format)) text += piece;
  return text;
}

describe.each(KINDS)('the audit trail on %s', { timeout: 60_000 }, (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('tells who sent what to which hosts through which session, whatever becomes of the exchange', async () => {
    const [shop, login] = [
      await startTarget((_, response) => void response.end('fine')),
      await startTarget(
        (_, response) => void response.writeHead(302, { Location: `${shop.url}/in?code=c0de` }).end(),
      ),
    ];
    try {
      const { owner, other } = await team(db, 'editor');
      const { id: sessionId } = await createSession(other.member, { name: 'admin' });
      const hosts = [login, shop].map(({ url }) => new URL(url).host);
      const sends = [];
      for (const url of [shop.url, `${login.url}/start?token=t0ken`, 'http://127.0.0.1:1/{{nobody}}'])
        sends.push((await sendThroughSession(other.member, sessionId, { method: 'GET', url })).exchange.id);
      const expected = [
        { hosts: '127.0.0.1:1', status: null },
        { hosts: hosts.join(' '), status: 200 },
        { hosts: hosts[1], status: 200 },
      ].map((one) => ({
        ...one,
        kind: 'send',
        actor: 'bob',
        method: 'GET',
        sessionId,
        sessionName: 'admin',
      }));
      expect(await trail(owner.member, { kind: 'send' })).toMatchObject(expected);
      expect(await trail(owner.member, { session: sessionId })).toMatchObject(expected);
      await deleteExchange(other.member, sends[0] ?? '');
      expect(await trail(owner.member, { kind: 'send' })).toMatchObject(expected);
      await trimHistory(db, 1);
      expect(await trail(owner.member, { kind: 'send' })).toMatchObject(expected);
      await deleteSession(other.member, sessionId);
      const whole = await trail(owner.member, { session: sessionId });
      expect(whole).toMatchObject([
        { kind: 'session.deleted', actor: 'bob', sessionName: 'admin' },
        ...expected,
      ]);
      expect(JSON.stringify(whole)).not.toMatch(/c0de|t0ken/);
    } finally {
      await Promise.all([shop.close(), login.close()]);
    }
  });

  it('tells of members, tokens, invitations, secrets, sessions and links, each once and by whom', async () => {
    const { owner, other } = await team(db, 'editor');
    const ada = owner.member;
    await workspaces.setRole(ada, other.member.userId ?? '', 'admin');
    const bob = (await byToken(db, other.token)).member;
    const { id: tokenId } = await tokens.createApiToken(bob, { name: 'ci', role: 'viewer', days: null });
    await tokens.revokeApiToken(ada, tokenId);
    await revokeInvitation(ada, (await invite(ada, 'viewer')).id);
    const { id: sessionId } = await createSession(bob, { name: 'admin' });
    await putCookie(bob, sessionId, { name: 'sid', value: 's1d', domain: 'shop.test', path: '/' });
    await setSharing(bob, sessionId, { isShared: true });
    await setSharing(bob, sessionId, { isShared: false });
    await exportCookies(bob, sessionId, 'json');
    const key = { name: 'key', value: 'k3y', secret: true };
    const { id: environmentId } = await createEnvironment(bob, { name: 'staging', variables: [key] });
    await revealVariable(bob, environmentId, 'key');
    const { id: sequenceId } = await createSequence(bob, {
      name: 'Log in',
      steps: [{ name: 'one', request: { url: 'http://127.0.0.1:1/' } }],
    });
    const { share, token } = await createShare(bob, { sequenceId, mode: 'replay' });
    await openShare(token, stranger);
    await openShare(token, stranger);
    await openShare(token, { ...stranger, member: ada });
    await (
      await startReplay(token, stranger, {})
    ).finished;
    await copyShared(ada, token, stranger);
    await revokeShare(ada, share.id);
    await workspaces.renameWorkspace(ada, 'Shop');
    await workspaces.handOver(ada, bob.userId ?? '');
    await workspaces.leaveWorkspace({ ...ada, role: 'admin' });
    expect((await trail(bob)).map(told).reverse()).toEqual([
      'ada | invitation.made | - | editor | -',
      'bob | member.joined | - | editor | -',
      'ada | member.role | bob | admin | -',
      'bob | token.made | ci | viewer | -',
      'ada | token.revoked | ci | - | -',
      'ada | invitation.made | - | viewer | -',
      'ada | invitation.revoked | - | - | -',
      'bob | session.shared | - | - | admin',
      'bob | session.private | - | - | admin',
      'bob | cookies.exported | - | json | admin',
      'bob | secret.revealed | key | - | -',
      'bob | share.made | Log in | replay | -',
      'a visitor | share.viewed | Log in | - | -',
      'ada | share.viewed | Log in | - | -',
      'a visitor | share.replayed | Log in | - | -',
      'ada | share.copied | Log in | - | -',
      'ada | share.revoked | Log in | - | -',
      'ada | workspace.renamed | Shop | - | -',
      'ada | workspace.handedOver | bob | - | -',
      'ada | member.left | - | - | -',
    ]);
    expect(JSON.stringify(await trail(bob))).not.toMatch(/k3y|s1d/);
  });

  it('is narrowed by person, kind and time, and read by the owner and admins of its own workspace alone', async () => {
    const { owner, other } = await team(db, 'editor');
    await tokens.createApiToken(other.member, { name: 'ci', role: 'viewer', days: null });
    const userId = other.member.userId ?? '';
    expect((await trail(owner.member, { person: userId })).map((entry) => entry.kind)).toEqual([
      'token.made',
      'member.joined',
    ]);
    expect(await trail(owner.member, { person: 'none' })).toEqual([]);
    expect(await trail(owner.member, { kind: 'token.made', person: owner.member.userId ?? '' })).toEqual([]);
    const [{ at } = { at: '' }] = await trail(owner.member, { kind: 'token.made' });
    expect((await trail(owner.member, { from: at })).map((entry) => entry.kind)).toContain('token.made');
    expect((await trail(owner.member, { before: at })).map((entry) => entry.kind)).not.toContain(
      'token.made',
    );
    await expect(listAudit(other.member, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportAudit(other.member, {}, 'csv')).rejects.toMatchObject({ code: 'forbidden' });
    const elsewhere = await workspaces.createWorkspace(other.signedIn, 'Elsewhere');
    const there = (await byToken(db, other.token)).member;
    expect([there.workspaceId, await trail(there)]).toEqual([elsewhere.workspaceId, []]);
  });

  it('comes out whole as CSV and JSON, and no spreadsheet takes a name for a formula', async () => {
    const { owner } = await team(db, 'viewer');
    const hostile = ['=HYPERLINK("http://evil.test")', '+1', '-1', '@SUM(1)', 'a "b", c', '\t=1'];
    for (const name of hostile)
      await createSession(owner.member, { name }).then(({ id }) => deleteSession(owner.member, id));
    const lines = (await exported(owner.member, 'csv', { kind: 'session.deleted' })).split('\r\n');
    expect(lines[0]).toBe(
      'at,actor,kind,subject,detail,sessionName,method,hosts,status,userId,sessionId,subjectId,id',
    );
    expect(lines).toHaveLength(hostile.length + 2);
    const names = lines
      .slice(1, -1)
      // An id may begin with a hyphen, and is made text then as well.
      .map((line) => /,session\.deleted,,,(.*),,,,["'\w-]+,["'\w-]+,,["'\w-]+$/.exec(line)?.[1]);
    expect(names.reverse()).toEqual([
      `"'=HYPERLINK(""http://evil.test"")"`,
      `"'+1"`,
      `"'-1"`,
      `"'@SUM(1)"`,
      '"a ""b"", c"',
      `"'=1"`,
    ]);
    const all = JSON.parse(await exported(owner.member, 'json')) as AuditEntry[];
    expect(all).toEqual(await trail(owner.member));
    expect(all.filter((entry) => entry.kind === 'audit.exported').map(({ detail }) => detail)).toEqual([
      'json',
      'csv',
    ]);
  });

  it('is changed by nothing, not even by a statement to the database, and ends with its workspace', async () => {
    const { owner } = await team(db, 'viewer');
    const before = await trail(owner.member);
    expect(before).toHaveLength(2);
    for (const text of ['UPDATE "AuditEntry" SET "actor" = \'eve\'', 'DELETE FROM "AuditEntry"'])
      await expect(db.sql.write([{ text, args: [] }])).rejects.toThrow();
    expect(await trail(owner.member)).toEqual(before);
    const name = await workspaces.workspaceName(owner.member);
    await workspaces.deleteWorkspace(owner.member, name);
    expect(await db.sql.all('SELECT * FROM "AuditEntry"', [])).toEqual([]);
  });

  it('of a guest begins with their account', async () => {
    const ada = await person(db, 'ada');
    expect(await trail(ada.member)).toEqual([]);
  });
});
