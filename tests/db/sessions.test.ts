import { describe, expect, it } from 'vitest';
import { createSession, deleteSession, findSession, listSessions, updateSession } from '@/lib/db/sessions';
import { SessionSettings } from '@/lib/model/session';
import { fileDatabase, KINDS, newScope } from '../support/database';

const settings = SessionSettings.parse({
  variables: { host: 'one.test' },
  auth: { type: 'bearer', token: 'secret' },
});

describe.each(KINDS)('sessions on %s', (kind) => {
  it('gives a session back as it was made', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const made = await createSession(scope, { name: 'First', settings });
    expect(await findSession(scope, made.id)).toEqual({ ...settings, ...made });
    expect(made).toMatchObject({ name: 'First', version: 1, cookieCount: 0, auth: settings.auth });
  });

  it('counts the version up with every change and keeps what was not changed', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const { id } = await createSession(scope, { name: 'First', settings });
    expect(await updateSession(scope, id, { name: 'Second' })).toMatchObject({
      name: 'Second',
      version: 2,
      auth: settings.auth,
    });
    const changed = await updateSession(scope, id, { settings: { ...settings, auth: null } }, 2);
    expect(changed).toMatchObject({ name: 'Second', version: 3, auth: null });
  });

  it('refuses a change to a version that is no longer the stored one', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const { id } = await createSession(scope, { name: 'First', settings });
    await updateSession(scope, id, { name: 'Second' }, 1);
    expect(await updateSession(scope, id, { name: 'Third' }, 1)).toBe('stale');
    expect(await findSession(scope, id)).toMatchObject({ name: 'Second', version: 2 });
  });

  it('answers null for changing a session that is not there', async () => {
    const scope = await newScope(await fileDatabase(kind));
    expect(await updateSession(scope, 'nothing', { name: 'x' })).toBeNull();
  });

  it('lets exactly one of two changes to the same version through', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const { id } = await createSession(scope, { name: 'First', settings });
    const names = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(names.map((name) => updateSession(scope, id, { name }, 1)));
    expect(answers.filter((answer) => answer === 'stale')).toHaveLength(3);
    expect(await findSession(scope, id)).toMatchObject({ version: 2 });
  });

  it('pages through all sessions, newest first, each once', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) ids.push((await createSession(scope, { name: `S${i}`, settings })).id);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listSessions(scope, { cursor, limit: 3 });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual([...ids].sort());
    const times = (await listSessions(scope, { limit: 10 })).items.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('refuses a cursor that it did not give out', async () => {
    const scope = await newScope(await fileDatabase(kind));
    await expect(listSessions(scope, { cursor: 'bogus', limit: 3 })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('deletes a session once', async () => {
    const scope = await newScope(await fileDatabase(kind));
    const { id } = await createSession(scope, { name: 'First', settings });
    expect(await deleteSession(scope, id)).toBe(true);
    expect(await findSession(scope, id)).toBeNull();
    expect(await deleteSession(scope, id)).toBe(false);
  });

  it('refuses a name with a NUL character, on either database alike', async () => {
    const scope = await newScope(await fileDatabase(kind));
    await expect(createSession(scope, { name: 'a\0b', settings })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });
});
