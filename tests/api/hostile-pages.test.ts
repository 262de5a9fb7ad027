import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../support/api-client';
import { startTarget, type Target } from '../support/target-server';
import { api } from './shared-app';

/** 1 MB that keeps a parser busy for minutes: each element asks how deep it is. */
const NESTED = '<div>'.repeat(200_000);
const REAL = `${'<p>x</p>'.repeat(5_000)}<form method=post action=/login><input type=hidden name=csrf value=t0k></form>`;

let target: Target;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(request.url === '/nested' ? NESTED : REAL);
  });
});
afterAll(() => target.close());

describe('a page that would take minutes to read', () => {
  it('ends its step with too_costly, while other callers are answered', async () => {
    const { id } = await api.sequence({
      name: 'nested',
      steps: [
        {
          name: 'page',
          request: { url: `${target.url}/nested` },
          extract: [{ variable: 'token', from: 'css', expression: 'input[name=csrf]', attribute: 'value' }],
        },
      ],
    });
    let isOver = false;
    const running = api.run(id).finally(() => (isOver = true));
    while (target.requests.length === 0) await api.done('GET', '/health');
    for (let calls = 0; calls < 10; calls += 1) await api.done('GET', '/health');
    expect(isOver).toBe(false);
    const run = await running;
    expect(run.status).toBe('error');
    expect(run.steps[0]?.extracted[0]).toMatchObject({ value: null, code: 'too_costly' });
    expect(run.steps[0]?.exchange?.response?.status).toBe(200);
  });

  it('is refused where its forms are asked for', async () => {
    const session = await api.session();
    const page = await api.get(session.id, `${target.url}/nested`);
    const { status, body } = await api.call<Problem>('GET', `/exchanges/${page.id}/offers`);
    expect([status, body.code]).toEqual([422, 'too_costly']);
  });

  it('is none when it is only large: its forms are offered and its token is taken', async () => {
    const session = await api.session();
    const page = await api.get(session.id, `${target.url}/real`);
    const { items } = await api.done<{ items: { title: string }[] }>('GET', `/exchanges/${page.id}/offers`);
    expect(items.map(({ title }) => title)).toEqual(['form POST /login']);
    const { id } = await api.sequence({
      name: 'real',
      steps: [
        {
          name: 'page',
          request: { url: `${target.url}/real` },
          extract: [
            { variable: 'a', from: 'css', expression: 'input[name=csrf]', attribute: 'value' },
            { variable: 'b', from: 'xpath', expression: 'string(//form/input[last()]/@value)' },
          ],
        },
      ],
    });
    const run = await api.run(id);
    expect(run.steps[0]?.extracted.map(({ value }) => value)).toEqual(['t0k', 't0k']);
  });
});
