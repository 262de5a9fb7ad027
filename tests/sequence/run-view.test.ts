import { describe, expect, it } from 'vitest';
import { jarSigns, jarWords } from '@/components/run/jar-words';
import { viewOfRun } from '@/components/run/run-view';
import { usesOf } from '@/components/run/uses';
import { RequestSpec } from '@/lib/model/request-spec';
import { plainCookie, runOf, step } from './compared';

describe('what the player says of a step', () => {
  it('which step each variable of its request came from, or that it was given', () => {
    const taken = (value: string | null) => [{ variable: 'csrf', value, secret: false }];
    const request = RequestSpec.parse({ url: 'http://a.test/{{page}}', headers: [['X-Csrf', '{{ csrf }}']] });
    const steps = [
      { ...step({ id: '1' }), extracted: taken('a') },
      { ...step({ id: '2' }), extracted: taken('b') },
      { ...step({ id: '3' }), extracted: taken(null) },
      { ...step({ id: '4' }), request },
    ];
    const view = viewOfRun(runOf('r', steps));
    expect(usesOf(view, 3)).toEqual([
      { variable: 'page', step: null },
      { variable: 'csrf', step: 2 },
    ]);
    expect(usesOf(view, 0)).toEqual([]);
  });

  it('how many cookies it added, changed and took away, in words and in signs', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ ...plainCookie, name }));
    if (!a || !b || !c) throw new Error('three cookies');
    const result = { ...step(), jarBefore: [a, b], jarAfter: [{ ...b, value: 'other' }, c] };
    expect(jarWords(result)).toBe('jar: 1 cookie added, 1 changed, 1 removed');
    expect(jarSigns(result)).toBe('+1 →1 −1');
    expect(jarWords({ ...result, jarAfter: result.jarBefore })).toBeNull();
  });
});
