import { parseArgs } from 'node:util';
import { givePassword } from '@/lib/services/accounts';
import { currentDatabase } from './current-database';

const USAGE = 'Say whose password: npm run password -- ada@example.com';

/** Gives an account a new password, in the database itself: the server may run or not. */
async function newPasswordOf(email: string): Promise<string> {
  const db = await currentDatabase();
  try {
    return await givePassword(email);
  } finally {
    await db.close();
  }
}

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [email, ...more] = positionals;
  if (email === undefined || more.length > 0) throw new Error(USAGE);
  console.log(await newPasswordOf(email));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
