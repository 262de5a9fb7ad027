import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '@/lib/db/database';
import type { Basis } from '@/lib/model/edit';
import type { SavedRequestInput } from '@/lib/model/saved-request';
import * as environments from '@/lib/services/environments';
import * as requests from '@/lib/services/saved-requests';
import * as sequences from '@/lib/services/sequences';
import { setSharing } from '@/lib/services/session-sharing';
import * as sessions from '@/lib/services/sessions';
import { freshDatabase, KINDS, useDatabase } from '../support/database';
import { team } from './people';

const input = { name: 'Log in', spec: { method: 'GET', url: 'http://a.test/' } };

describe.each(KINDS)('two people who edit one thing on %s', (kind) => {
  let db: Database;
  beforeEach(async () => {
    db = await freshDatabase(kind);
    useDatabase(db);
  });

  it('a saved request: what they changed apart from each other is kept, and the later is told', async () => {
    const { owner, other } = await team(db, 'editor');
    const { id, version } = await requests.saveRequest(owner.member, input);
    const basis = { version, input };
    const renamed = { ...input, name: 'Sign in' };
    expect(await requests.replaceSavedRequest(other.member, id, renamed, basis)).toMatchObject({
      name: 'Sign in',
      version: 2,
      cameIn: [],
    });
    const moved = { ...input, spec: { ...input.spec, url: 'http://b.test/' } };
    expect(await requests.replaceSavedRequest(owner.member, id, moved, basis)).toMatchObject({
      name: 'Sign in',
      spec: { url: 'http://b.test/' },
      version: 3,
      cameIn: [['name']],
    });
  });

  it('a saved request: the same field is a conflict with both in it, and then what was chosen', async () => {
    const { owner, other } = await team(db, 'editor');
    const { id, version } = await requests.saveRequest(owner.member, input);
    const basis: Basis<SavedRequestInput> = { version, input };
    await requests.replaceSavedRequest(other.member, id, { ...input, name: 'Theirs' }, basis);
    const mine = { ...input, name: 'Mine', spec: { ...input.spec, method: 'PUT' } };
    await expect(requests.replaceSavedRequest(owner.member, id, mine, basis)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^bob changed this request meanwhile/) as unknown,
      details: {
        conflict: {
          version: 2,
          by: 'bob',
          input: { name: 'Theirs' },
          overlaps: [{ path: ['name'], theirs: 'Theirs', mine: 'Mine' }],
        },
      },
    });
    expect((await requests.listSavedRequests(owner.member))[0]).toMatchObject({ name: 'Theirs', version: 2 });
    const sides = [{ path: ['name'], side: 'theirs' as const }];
    const old = { ...basis, chosen: { version: 1, sides } };
    await expect(requests.replaceSavedRequest(owner.member, id, mine, old)).rejects.toMatchObject({
      code: 'conflict',
    });
    const chosen = { ...basis, chosen: { version: 2, sides } };
    expect(await requests.replaceSavedRequest(owner.member, id, mine, chosen)).toMatchObject({
      name: 'Theirs',
      spec: { method: 'PUT' },
      version: 3,
    });
  });

  it('a saved request: of twenty saves at once, each of a header of its own, none is lost', async () => {
    const { owner, other } = await team(db, 'editor');
    const { id, version } = await requests.saveRequest(owner.member, input);
    const names = Array.from({ length: 20 }, (_, index) => `X-${String(index)}`);
    await Promise.all(
      names.map((name, index) =>
        requests.replaceSavedRequest(
          index % 2 ? owner.member : other.member,
          id,
          { ...input, spec: { ...input.spec, headers: [[name, '1']] } },
          { version, input },
        ),
      ),
    );
    const [saved] = await requests.listSavedRequests(owner.member);
    expect(saved?.version).toBe(21);
    expect(saved?.spec.headers?.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it('a sequence: steps of both are kept; the same step is a conflict', async () => {
    const { owner, other } = await team(db, 'editor');
    const step = (id: string, url = `http://a.test/${id}`) => ({
      id,
      name: id,
      request: { url, method: 'GET' },
    });
    const made = await sequences.createSequence(owner.member, { name: 'S', steps: [step('one')] });
    const began = { name: 'S', steps: [step('one')] };
    const basis = { version: made.version, input: began };
    await sequences.editSequence(
      other.member,
      made.id,
      { ...began, steps: [step('one'), step('two')] },
      basis,
    );
    const mine = { ...began, description: 'Mine', steps: [step('zero'), step('one')] };
    const merged = await sequences.editSequence(owner.member, made.id, mine, basis);
    expect(merged.steps.map(({ id }) => id)).toEqual(['zero', 'one', 'two']);
    expect(merged).toMatchObject({ description: 'Mine', version: 3, cameIn: [['steps', 'two']] });
    const changed = (url: string) => ({ ...began, steps: [step('one', url)] });
    const later = { version: 1, input: began };
    await sequences.editSequence(other.member, made.id, changed('http://theirs.test/'), later);
    const error = sequences.editSequence(owner.member, made.id, changed('http://mine.test/'), later);
    await expect(error).rejects.toMatchObject({
      code: 'conflict',
      details: {
        conflict: {
          by: 'bob',
          overlaps: [
            {
              path: ['steps', 'one', 'request', 'url'],
              theirs: 'http://theirs.test/',
              mine: 'http://mine.test/',
            },
          ],
        },
      },
    });
  });

  it('a session’s settings, and an environment without telling its secrets', async () => {
    const { owner, other } = await team(db, 'editor');
    const { id, version } = await sessions.createSession(owner.member, { name: 'admin' });
    await setSharing(owner.member, id, { isShared: true });
    const basis = { version, input: { name: 'admin', maxRedirects: 30 } };
    await sessions.editSession(other.member, id, { name: 'admin', maxRedirects: 5 }, basis);
    expect(
      await sessions.editSession(owner.member, id, { name: 'root', maxRedirects: 30 }, basis),
    ).toMatchObject({ name: 'root', maxRedirects: 5, cameIn: [['maxRedirects']] });

    const secret = (value: string | null) => ({ name: 'key', value, secret: true });
    const made = await environments.createEnvironment(owner.member, {
      name: 'e',
      variables: [secret('one')],
    });
    const from = { version: made.version, input: { name: 'e', variables: [secret(null)] } };
    await environments.editEnvironment(
      other.member,
      made.id,
      { name: 'e', variables: [secret('two')] },
      from,
    );
    const mine = { name: 'mine', variables: [secret('three')] };
    const refused = await environments.editEnvironment(owner.member, made.id, mine, from).catch(String);
    expect(refused).toMatch(/changed this environment meanwhile/);
    const untouched = { name: 'mine', variables: [secret(null)] };
    await environments.editEnvironment(owner.member, made.id, untouched, from);
    expect(await environments.revealVariable(owner.member, made.id, 'key')).toBe('two');
  });
});
