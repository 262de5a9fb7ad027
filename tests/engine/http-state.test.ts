import { describe, expect, it } from 'vitest';
import { Jar } from '@/lib/engine/cookies';
import { cookieHeader } from '@/lib/engine/ledger';
import suite from './http-state.json';

const limits = { cookiesPerHost: 180, cookiesPerSession: 3000 };
type Step = { op: string; url: string; setCookie?: string[]; cookie?: string };

/** The suite's text is UTF-8; a jar sees the bytes as latin-1 text, as the transport gives them. */
const bytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('IETF http-state suite', () => {
  it('is whole', () => {
    expect(suite.cases).toHaveLength(218);
  });

  it.each(suite.cases.map((one): [string, Step[]] => [one.id, one.steps]))('%s', async (_id, steps) => {
    const jar = new Jar(async () => [], { limits, now: Date.now });
    for (const step of steps) {
      if (step.op === 'receive') await jar.store(step.url, (step.setCookie ?? []).map(bytes));
      else expect(cookieHeader((await jar.cookiesFor(step.url)).sent)).toBe(bytes(step.cookie ?? ''));
    }
  });
});
