import { describe, expect, it } from 'vitest';
import { hashPassword, isOfAnotherCost, isPassword } from '@/lib/crypto/passwords';

describe('a password', () => {
  it('is hashed by argon2id with 19 MiB and two passes, and a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('is known to have been hashed at another cost', async () => {
    expect(isOfAnotherCost(await hashPassword('correct horse'))).toBe(false);
    expect(isOfAnotherCost('$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$aGFzaGhhc2g')).toBe(true);
  });

  it('is told from every other, and nothing fits an account without one', async () => {
    const hashed = await hashPassword('correct horse');
    expect(await isPassword('correct horse', hashed)).toBe(true);
    expect(await isPassword('Correct horse', hashed)).toBe(false);
    expect(await isPassword('correct horse', null)).toBe(false);
  });

  it('waits its turn when many are checked at once, and none is forgotten', async () => {
    const hashed = await hashPassword('correct horse');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) => isPassword(index % 3 === 0 ? 'correct horse' : 'no', hashed)),
    );
    expect(answers.filter(Boolean)).toHaveLength(4);
  });
});
