import { describe, expect, it } from 'vitest';
import type { Page } from '@/lib/model/page';
import type { Sequence, SequenceInput } from '@/lib/model/sequence';
import type { Problem } from '../support/api-client';
import { loginSequence } from './login-sequence';
import { api, appUrl } from './shared-app';

const input = loginSequence(appUrl);

describe('sequences over the API', () => {
  it('keeps a sequence as it was saved, each step with an id of its own', async () => {
    const answer = await api.call<Sequence>('POST', '/sequences', { body: input });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject(input);
    expect(new Set(answer.body.steps.map(({ id }) => id)).size).toBe(3);
    expect(answer.body.version).toBe(1);
    expect(await api.done('GET', `/sequences/${answer.body.id}`)).toEqual(answer.body);
  });

  it('PUT replaces it whole, steps keep their ids, and If-Match guards the version', async () => {
    const made = await api.sequence(input);
    const body: SequenceInput = { name: 'shorter', steps: made.steps.slice(1) };
    const put = (version: number) =>
      api.call<Sequence & Problem>('PUT', `/sequences/${made.id}`, {
        body,
        headers: { 'if-match': `"${version}"` },
      });
    const replaced = await put(made.version);
    expect(replaced.status).toBe(200);
    expect(replaced.body).toMatchObject({ name: 'shorter', description: '', variables: [], version: 2 });
    expect(replaced.body.steps).toEqual(made.steps.slice(1));
    const lost = await put(made.version);
    expect([lost.status, lost.body.code]).toEqual([409, 'conflict']);
    expect(lost.body.current).toEqual(replaced.body);
  });

  it('a step at fault is named by its place', async () => {
    const steps = [
      { name: 'fine', request: { url: 'http://127.0.0.1/' } },
      { name: '', request: { url: 'http://127.0.0.1/' }, extract: [{ variable: '1st', from: 'json' }] },
    ];
    const answer = await api.call<Problem>('POST', '/sequences', { body: { name: 'x', steps } });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map(({ path }) => path).sort()).toEqual([
      'steps.1.extract.0.variable',
      'steps.1.name',
    ]);
  });

  it('lists newest first, and DELETE takes it away', async () => {
    const first = await api.sequence({ name: 'first' });
    const second = await api.sequence({ name: 'second' });
    const list = async (): Promise<string[]> => {
      const page = await api.done<Page<Sequence>>('GET', '/sequences?limit=200');
      return page.items.map(({ id }) => id).filter((id) => [first.id, second.id].includes(id));
    };
    expect(await list()).toEqual([second.id, first.id]);
    expect((await api.call('DELETE', `/sequences/${first.id}`)).status).toBe(204);
    expect(await list()).toEqual([second.id]);
    expect((await api.call('GET', `/sequences/${first.id}`)).status).toBe(404);
  });
});
