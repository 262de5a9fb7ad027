import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '@/lib/crypto/passwords';

describe('a password', () => {
  it('is hashed by argon2id with 64 MiB and three passes, and a salt of its own', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(one).not.toBe(two);
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
