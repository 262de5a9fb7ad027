import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Offer } from '@/lib/model/offer';
import type { SequenceInput } from '@/lib/model/sequence';
import type { Problem } from '../support/api-client';
import { startTarget, type Target } from '../support/target-server';
import { api, appUrl } from './shared-app';

let target: Target;
let calls = 0;
beforeAll(async () => {
  target = await startTarget((request, response) => {
    if (request.url === '/angular') response.setHeader('Set-Cookie', 'XSRF-TOKEN=a%3Db; Path=/');
    if (request.url === '/job') calls += 1;
    response.setHeader('Content-Type', request.url === '/angular' ? 'text/html' : 'application/json');
    response.end(JSON.stringify({ calls, token: request.header('x-xsrf-token') ?? null }));
  });
});
afterAll(() => target.close());

const offersOf = async (exchangeId: string): Promise<Offer[]> =>
  (await api.done<{ items: Offer[] }>('GET', `/exchanges/${exchangeId}/offers`)).items;

describe('next steps that a response suggests', () => {
  it('make a login out of the form alone: what is offered runs as it stands', async () => {
    const session = await api.session();
    const url = `${appUrl}/practice/login`;
    const page = await api.get(session.id, url);
    const [offer] = await offersOf(page.id);
    if (!offer) throw new Error('the login form was not found');
    expect(offer).toMatchObject({ kind: 'form', title: 'form POST /practice/login', bound: ['_csrf'] });
    expect(offer.open).toEqual(['username', 'password']);
    const { id } = await api.sequence({
      name: 'as offered',
      variables: offer.variables,
      steps: [{ name: 'form', request: { url }, extract: offer.extract }, offer.step],
    });
    const failed = await api.run(id, { variables: { password: 'password' } });
    expect(failed.steps[1]?.exchange?.response?.status).toBe(401);
    const typed: SequenceInput = JSON.parse(
      JSON.stringify({
        name: 'typed',
        variables: offer.variables,
        steps: [{ name: 'form', request: { url }, extract: offer.extract }, offer.step],
      }).replace('["username",""]', '["username","admin"]'),
    ) as SequenceInput;
    const run = await api.run((await api.sequence(typed)).id, { variables: { password: 'password' } });
    expect(run.status).toBe('passed');
  });

  it('know the token in a cookie that scripts send back, decoded', async () => {
    const session = await api.session();
    const page = await api.get(session.id, `${target.url}/angular`);
    const [offer] = await offersOf(page.id);
    if (!offer) throw new Error('the cookie was not found');
    const { id } = await api.sequence({
      name: 'xsrf',
      steps: [
        { name: 'page', request: { url: `${target.url}/angular` }, extract: offer.extract },
        {
          ...offer.step,
          assert: [{ source: 'json', expression: '$.token', operator: 'equals', value: 'a=b' }],
        },
      ],
    });
    expect((await api.run(id)).status).toBe('passed');
  });

  it('are none for JSON, and none for what is not there', async () => {
    const session = await api.session();
    expect(await offersOf((await api.get(session.id, `${target.url}/`)).id)).toEqual([]);
    expect((await api.call('GET', '/exchanges/none/offers')).status).toBe(404);
  });
});

describe('steps over the API', () => {
  it('that have to wait for a result are made again, and stored with their tries', async () => {
    calls = 0;
    const { id } = await api.sequence({
      name: 'eventual',
      steps: [
        {
          name: 'job',
          request: { url: `${target.url}/job` },
          assert: [{ source: 'json', expression: '$.calls', operator: 'greaterThan', value: 2 }],
          retries: { count: 5, delay: 0.01 },
        },
      ],
    });
    const run = await api.run(id);
    expect(run.status).toBe('passed');
    expect(run.steps[0]?.earlier).toMatchObject([
      { status: 'failed', responseStatus: 200, reason: 'actual: 1' },
      { status: 'failed', responseStatus: 200, reason: 'actual: 2' },
    ]);
    expect(await api.done('GET', `/runs/${run.id}`)).toEqual(run);
    expect((await api.history(run.sessionId)).map(({ id: exchange }) => exchange)).toEqual([
      run.steps[0]?.exchange?.id,
      ...(run.steps[0]?.earlier ?? []).map((one) => one.exchangeId).reverse(),
    ]);
  });

  it('with an expression that cannot be read are refused, named by their place', async () => {
    const answer = await api.call<Problem>('POST', '/sequences', {
      body: {
        name: 'x',
        steps: [
          {
            name: 'one',
            request: { url: 'http://127.0.0.1/' },
            extract: [{ variable: 'v', from: 'xpath', expression: '//a[' }],
            assert: [{ source: 'json', expression: '$[', operator: 'exists' }],
          },
        ],
      },
    });
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request']);
    expect(answer.body.errors?.map(({ path }) => path)).toEqual([
      'steps.0.extract.0.expression',
      'steps.0.assert.0.expression',
    ]);
    expect(answer.body.errors?.[0]?.message).toMatch(/^This is not an XPath expression: /);
  });
});
