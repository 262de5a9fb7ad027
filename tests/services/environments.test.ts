import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import { openScope } from '@/lib/db/scope';
import * as environments from '@/lib/services/environments';
import { invite } from '@/lib/services/invitations';
import { startRun } from '@/lib/services/runs';
import { sendThroughSession } from '@/lib/services/send';
import { createSequence } from '@/lib/services/sequences';
import { createSession } from '@/lib/services/sessions';
import { createWorkspace } from '@/lib/services/workspaces';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { startTarget } from '../support/target-server';
import { person, team } from './people';

const staging = {
  name: 'staging',
  variables: [
    { name: 'host', value: 'staging.test', secret: false },
    { name: 'key', value: 'k3y-of-staging', secret: true },
  ],
};

describe.each(KINDS)('environments on %s', (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('never tell the value of a secret, and keep it when it is saved back untouched', async () => {
    const { member } = await person(db, 'ada');
    const made = await environments.createEnvironment(member, staging);
    expect(made.variables).toEqual([
      { name: 'host', value: 'staging.test', secret: false },
      { name: 'key', value: null, secret: true },
    ]);
    const renamed = { name: 'stage', variables: made.variables };
    await environments.replaceEnvironment(member, made.id, renamed, made.version);
    expect(JSON.stringify(await environments.listEnvironments(member))).not.toContain('k3y-of-staging');
    expect(await environments.revealVariable(member, made.id, 'key')).toBe('k3y-of-staging');
  });

  it('cannot be read by saving a secret as no secret', async () => {
    const { member } = await person(db, 'ada');
    const { id } = await environments.createEnvironment(member, staging);
    const open = { name: 'staging', variables: [{ name: 'key', value: null, secret: false }] };
    await expect(environments.replaceEnvironment(member, id, open)).rejects.toMatchObject({
      code: 'invalid_request',
      details: { errors: [{ path: 'variables.0.value' }] },
    });
    expect((await environments.getEnvironment(member, id)).variables).toHaveLength(2);
  });

  it('are revealed to the owner and admins alone, and changed by no viewer', async () => {
    const { owner, other } = await team(db, 'editor');
    const { id } = await environments.createEnvironment(other.member, staging);
    await expect(environments.revealVariable(other.member, id, 'key')).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await environments.revealVariable(owner.member, id, 'key')).toBe('k3y-of-staging');
    const viewer = { ...other.member, role: 'viewer' as const };
    await expect(environments.createEnvironment(viewer, staging)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(environments.deleteEnvironment(viewer, id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('of two who save at once, the later one hears of the other', async () => {
    const { member } = await person(db, 'ada');
    const { id, version } = await environments.createEnvironment(member, staging);
    const first = { name: 'first', variables: [] };
    await environments.replaceEnvironment(member, id, first, version);
    await expect(
      environments.replaceEnvironment(member, id, { name: 'second', variables: [] }, version),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect((await environments.getEnvironment(member, id)).name).toBe('first');
  });

  it('fill in a send where neither request nor session has the variable, and no other workspace’s does', async () => {
    const target = await startTarget((_, response) => void response.end('fine'));
    try {
      const { owner, other } = await team(db, 'editor');
      const { id } = await environments.createEnvironment(owner.member, staging);
      const session = await createSession(owner.member, { variables: { who: 'session' } });
      const spec = {
        method: 'GET',
        url: `${target.url}/{{who}}/{{host}}`,
        headers: [['X-Key', '{{key}}']] as [string, string][],
        variables: { host: 'request' },
      };
      await sendThroughSession(owner.member, session.id, spec, { environmentId: id });
      expect(target.requests.at(-1)?.url).toBe('/session/request');
      expect(target.requests.at(-1)?.header('x-key')).toBe('k3y-of-staging');
      const { exchange } = await sendThroughSession(owner.member, session.id, spec);
      expect(exchange.error).toMatchObject({ code: 'unknown_variable' });
      const elsewhere = await person(db, 'cleo', { invitation: await invitationElsewhere(other) });
      const own = await createSession(elsewhere.member, {});
      await expect(
        sendThroughSession(elsewhere.member, own.id, spec, { environmentId: id }),
      ).rejects.toMatchObject({ code: 'not_found' });
    } finally {
      await target.close();
    }
  });

  it('give a sequence the variables that it names and nobody gave', async () => {
    const target = await startTarget((_, response) => void response.end('fine'));
    try {
      const { member } = await person(db, 'ada');
      const { id: environmentId } = await environments.createEnvironment(member, staging);
      const sequence = await createSequence(member, {
        name: 'S',
        variables: [{ name: 'host' }, { name: 'key', secret: true }],
        steps: [{ name: 'one', request: { url: `${target.url}/{{host}}?k={{key}}` } }],
      });
      await expect(startRun(member, sequence.id, {})).rejects.toMatchObject({ code: 'invalid_request' });
      const run = await startRun(member, sequence.id, { environmentId, variables: { host: 'given' } });
      expect(await run.finished).toBe('passed');
      expect(target.requests.at(-1)?.url).toBe('/given?k=k3y-of-staging');
    } finally {
      await target.close();
    }
  });
});

/** An invitation to a workspace that is not the first one. */
async function invitationElsewhere(other: Awaited<ReturnType<typeof person>>): Promise<string> {
  const { workspaceId } = await createWorkspace(other.signedIn, 'Elsewhere');
  const scope = await openScope(other.member.scope.db, workspaceId);
  if (!scope) throw new Error('no workspace');
  return (await invite({ ...other.member, workspaceId, role: 'owner', scope }, 'editor')).token;
}
