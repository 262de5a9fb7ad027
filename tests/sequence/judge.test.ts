import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Assertion, Extract } from '@/lib/model/sequence';
import { aside } from '@/lib/sequence/aside';
import { judge } from '@/lib/sequence/judge';
import { findFaults, findOffers } from '@/lib/sequence/read-aside';
import { outcome } from './outcome-sample';

const extract = (from: Extract['from'], expression: string): Extract =>
  Extract.parse({ variable: 'v', from, expression });

/** Each keeps a parser or an engine for minutes, or takes all memory there is. */
const NESTED = '<div>'.repeat(200_000);
const REOPENED = `<p>${Array.from({ length: 500 }, (_, n) => `<b a${n}>`).join('')}${'<p>x'.repeat(200_000)}`;
const SMALL = `${'<div>'.repeat(300)}<a>`;
const JSON_TREE = JSON.stringify(Array.from({ length: 15 }).reduce<unknown>((tree) => [tree, tree], 1));

const short = { owner: 'someone', limitMs: 300 };

/** Each thread that was ended is started anew, which takes seconds where the machine is busy. */
const PATIENT = { timeout: 60_000 };

describe('a body that would hold up the event loop', PATIENT, () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((_, response) => response.end('here'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  function call(): Promise<number> {
    const { port } = server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1' }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).on('error', reject);
    });
  }

  it('is looked into in a thread, and others are answered before its limit ends it', async () => {
    let isOver = false;
    const judged = judge({ extract: [extract('css', 'p')], assert: [] }, outcome(NESTED), {
      owner: 'someone',
      limitMs: 2_000,
    }).finally(() => (isOver = true));
    for (let calls = 0; calls < 5; calls += 1) expect(await call()).toBe(200);
    expect(isOver).toBe(false);
    const { extracted } = await judged;
    expect(extracted[0]).toMatchObject({ value: null, code: 'too_costly' });
    expect(extracted[0]?.problem).toMatch(/took too long and was given up/);
  });

  it.each([
    ['css', 'p', REOPENED],
    ['css', 'div:has(div:has(div:has(div:has(p))))', SMALL],
    ['xpath', '//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0]', SMALL],
    ['json', '$..*..*..*..nothing', JSON_TREE],
  ] as const)('%s %s is given up', async (from, expression, body) => {
    const { extracted } = await judge(
      { extract: [extract(from, expression)], assert: [] },
      outcome(body),
      short,
    );
    expect(extracted[0]).toMatchObject({ value: null, code: 'too_costly' });
  });

  it('answers what came before the limit, and fails a check that did not', async () => {
    const endless = Assertion.parse({
      source: 'json',
      expression: '$..*..*..*..nothing',
      operator: 'exists',
    });
    const { extracted, assertions } = await judge(
      { extract: [extract('json', '$..[0][0]'), extract('status', '')], assert: [endless] },
      outcome(JSON_TREE),
      { owner: 'someone', limitMs: 4_000 },
    );
    expect(extracted.map(({ value }) => value)).toEqual([expect.stringMatching(/^\[/), '200']);
    expect(assertions[0]).toMatchObject({ passed: false, code: 'too_costly' });
  });

  it('leaves a thread to everyone else', async () => {
    const control = new AbortController();
    const endless = Array.from({ length: 3 }, () =>
      judge({ extract: [extract('css', 'p')], assert: [] }, outcome(NESTED), {
        owner: 'someone',
        limitMs: 120_000,
        signal: control.signal,
      }),
    );
    const page = `${'<p>x</p>'.repeat(200)}<input name=csrf value=t0k>`;
    const other = await judge(
      { extract: [extract('xpath', '//input[@name="csrf"]/@value')], assert: [] },
      outcome(page),
      { owner: 'someone else' },
    );
    expect(other.extracted[0]?.value).toBe('t0k');
    control.abort();
    for (const { isCancelled } of await Promise.all(endless)) expect(isCancelled).toBe(true);
  });

  it('is not looked through for forms either', async () => {
    const page = {
      url: 'http://h/',
      jar: [],
      asked: { typed: 'http://h/', sent: 'http://h/' },
    };
    await expect(findOffers(page, NESTED, short)).rejects.toMatchObject({ code: 'too_costly' });
    const real = `${'<p>x</p>'.repeat(2_000)}<form method=post action=/login><input name=user></form>`;
    const offers = await findOffers(page, real, { owner: 'someone' });
    expect(offers.map(({ title }) => title)).toEqual(['form POST /login']);
  });
});

describe('an expression that takes long only to be read', PATIENT, () => {
  it('is refused', async () => {
    const pattern = '(x+x+){500}'.repeat(180);
    const steps = Array.from({ length: 50 }, () => ({
      extract: Array.from({ length: 50 }, () => extract('regex', pattern)),
      assert: [],
    }));
    await expect(findFaults(steps, short)).rejects.toMatchObject({ code: 'too_costly' });
  });

  it('is told what is wrong with it in a thread as well', async () => {
    const faulty = { extract: [extract('regex', 'a{2}(')], assert: [] };
    const [fault] = await findFaults([faulty], { owner: 'someone' });
    expect(fault).toMatchObject({ path: 'steps.0.extract.0.expression' });
  });
});

it('a thread that broke over a job is a bug that is told', PATIENT, async () => {
  const job = { kind: 'offers', text: '<a>', page: { url: 'no address' } };
  await expect(aside().run(job as never, { owner: 'someone' })).rejects.toThrow();
});
