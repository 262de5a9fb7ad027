import { describe, expect, inject, it } from 'vitest';
import { BUDGETS, scriptsOf, sharedLink } from '@/lib/commands/page-size.mjs';

const total = (scripts: readonly { gzip: number }[]) => scripts.reduce((sum, { gzip }) => sum + gzip, 0);

describe('the first load of a page', () => {
  it('of the playground is within its budget', async () => {
    const scripts = await scriptsOf(inject('appUrl'));
    expect(scripts.length).toBeGreaterThan(3);
    expect(total(scripts)).toBeLessThanOrEqual(BUDGETS.playground);
  });

  it('of a shared link is within its budget', async () => {
    const scripts = await scriptsOf(await sharedLink(inject('appUrl'), inject('appToken')));
    expect(scripts.length).toBeGreaterThan(3);
    expect(total(scripts)).toBeLessThanOrEqual(BUDGETS.shared);
  });
});
