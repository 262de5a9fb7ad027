import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { egressVerdict } from '@/lib/engine/egress-cases';
import { EgressCase, EgressFile } from '@/lib/model/egress-case';

const [corpus, further] = ['egress-cases.json', 'egress-further.json'].map((name) => {
  const file = EgressFile.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, name), 'utf8')));
  return { ...file, cases: file.cases.map((one) => EgressCase.parse(one)) };
}) as [EgressCases, EgressCases];
interface EgressCases extends EgressFile {
  cases: EgressCase[];
}

describe('the corpus of egress cases', () => {
  it.each(
    [...corpus.cases, ...further.cases].map((one) => [`fault 48: ${one.id ?? ''} ${one.url}`, one] as const),
  )('%s', (_name, one) => {
    const { outcome, stage } = egressVerdict(one, corpus.policy);
    expect({ outcome, stage }).toEqual({ outcome: one.mustBe, stage: one.stage });
  });
});

describe('a resolver of a file of cases', () => {
  const base = { mustBe: 'allowed', stage: 'connect' } as const;
  it.each([
    ['http://bücher.example/', 'bücher.example'],
    ['http://xn--bcher-kva.example./', 'Bücher.example'],
    ['http://ⓔⓧⓐⓜⓟⓛⓔ.com/', 'EXAMPLE.com.'],
  ])('answers for %s what is listed as %s', (url, name) => {
    const one = { ...base, id: 'x', url, resolve: { [name]: ['93.184.215.14'] } };
    expect(egressVerdict(one, corpus.policy).outcome).toBe('allowed');
    expect(egressVerdict({ ...one, resolve: { [name]: ['::1'] } }, corpus.policy).stage).toBe('dns');
  });
});
