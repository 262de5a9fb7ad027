import { describe, expect, it } from 'vitest';
import { SendFailure } from '@/lib/engine/failure';
import { withGenerators } from '@/lib/engine/generated';
import { echo, session, target } from './session-under-test';

async function sent(url: string, body = '', settings = {}): Promise<{ url: string; body: string }> {
  const server = await target(echo);
  const s = session(settings);
  const result = await s.send({ method: 'POST', url: server.url + url, body: { type: 'text', text: body } });
  expect(result.record.error).toBeNull();
  return JSON.parse(Buffer.from(result.body).toString()) as { url: string; body: string };
}

describe('generated values', () => {
  it('make what Postman and Insomnia make under these names', async () => {
    const names = ['$uuid', '$guid', '$timestamp', '$isoTimestamp', '$randomInt', '$randomEmail'];
    const { body } = await sent('/', names.map((name) => `{{${name}}}`).join('\n'));
    const [uuid = '', guid = '', timestamp, iso = '', int, email] = body.split('\n');
    for (const id of [uuid, guid]) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
    expect(new Date(iso).toISOString()).toBe(iso);
    expect(Number(int)).toBeGreaterThanOrEqual(0);
    expect(Number(int)).toBeLessThanOrEqual(1000);
    expect(email).toMatch(/^[^@\s]+@[^@\s]+$/);
  });

  it('are one value within a send, wherever they stand, and another in the next', async () => {
    const first = await sent('/{{$uuid}}', '{{$uuid}} {{$randomFullName}}|{{$randomFullName}}');
    const [id = '', ...rest] = first.body.split(' ');
    expect(first.url).toBe(`/${id}`);
    const [name, again] = rest.join(' ').split('|');
    expect(name).toBe(again);
    expect((await sent('/', '{{$uuid}}')).body).not.toBe(id);
  });

  it('give way to a variable of that name, and tell where a value came from', async () => {
    const server = await target(echo);
    const s = session();
    const { record } = await s.send({ url: `${server.url}/{{$uuid}}`, headers: [['X-Id', '{{$guid}}']] });
    expect(record.request.url).toMatch(/\/[0-9a-f-]{36}$/);
    const own = await s.send({ url: `${server.url}/{{$uuid}}`, variables: { $uuid: 'mine' } });
    expect(own.record.request.url).toBe(`${server.url}/mine`);
  });

  it('of an unknown name are an unknown variable, and nothing is sent', async () => {
    const server = await target(echo);
    const { code, reason, field } = await session().failure({ url: `${server.url}/{{$nothing}}` });
    expect([code, reason, field]).toEqual(['unknown_variable', '$nothing', 'url']);
    expect(server.requests).toEqual([]);
    expect((await session().failure({ url: `${server.url}/{{$constructor}}` })).code).toBe(
      'unknown_variable',
    );
  });

  it('are looked for once where something else is at fault', async () => {
    let fills = 0;
    const fill = (): never => {
      fills += 1;
      throw new SendFailure('unknown_variable', 'There is no such variable.');
    };
    await expect(withGenerators(fill)).rejects.toBeInstanceOf(SendFailure);
    expect(fills).toBe(1);
  });
});
