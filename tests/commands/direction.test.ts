import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { directionRules } from '@/lib/commands/direction.mjs';
import { NO_READ_FIRST } from '@/lib/commands/transaction-rule.mjs';

const parser = { files: ['**/*.ts', '**/*.tsx'], languageOptions: { parser: tseslint.parser } };
const linter = new Linter();

/** What ESLint says of a file at `path` that holds only this import. */
function faults(path: string, source: string): string[] {
  const config = [parser, ...directionRules(tseslint.plugin)] as Linter.Config[];
  return linter.verify(source, config, path).map(({ message }) => message);
}

describe('the import direction', () => {
  it.each([
    ['lib/engine/send.ts', "import { get } from '@/lib/db/sessions';"],
    ['lib/engine/send.ts', "import { Client } from 'undici';"],
    ['lib/engine/auth/basic.ts', "import { cookies } from 'next/headers';"],
    ['lib/engine/auth/basic.ts', "import { merge } from '../merge';"],
    ['lib/model/cookie.ts', "import { Cookie } from 'tough-cookie';"],
    ['lib/sequence/run.ts', "import { send } from '@/lib/services/send';"],
    ['lib/services/send.ts', "import { PrismaClient } from '@prisma/client';"],
    ['lib/db/jar.ts', "import { send } from '@/lib/engine/send';"],
    ['components/ui/button.tsx', "import { listCookies } from '@/lib/db/jar';"],
    ['components/ui/button.tsx', "import { Cookie } from '@/lib/model/cookie';"],
    ['app/api/v1/health/route.ts', "import { getDatabase } from '@/lib/db/database';"],
    ['app/practice/site/site.ts', "import { env } from '@/lib/env';"],
  ])('stops %s from: %s', (path, source) => {
    expect(faults(path, source)).toHaveLength(1);
  });

  it.each([
    ['lib/engine/lane.ts', "import { Client } from 'undici';"],
    ['lib/engine/send.ts', "import { Cookie } from '@/lib/model/cookie';"],
    ['lib/db/jar.ts', "import type { JarChanges } from '@/lib/engine/contract';"],
    ['lib/services/send.ts', "import { send } from '@/lib/engine';"],
    ['components/ui/button.tsx', "import type { Cookie } from '@/lib/model/cookie';"],
    ['components/session/jar.tsx', "import { dropCookie } from '@/lib/actions/cookies';"],
    ['app/practice/site/site.ts', "import { json } from './answer';"],
  ])('lets %s have: %s', (path, source) => {
    expect(faults(path, source)).toEqual([]);
  });
});

it('fault 60: a transaction that could read first is not written at all', () => {
  const config = [{ rules: NO_READ_FIRST }] as Linter.Config[];
  const verify = (source: string) => linter.verify(source, config).map(({ ruleId }) => ruleId);
  expect(verify('await prisma.$transaction(async (tx) => tx.cookie.findMany());')).toEqual([
    'no-restricted-properties',
  ]);
  expect(verify('const { $transaction } = prisma;')).toEqual(['no-restricted-properties']);
  expect(verify('await sql.write([]);')).toEqual([]);
});
