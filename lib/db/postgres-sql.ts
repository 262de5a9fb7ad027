import 'server-only';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { writeNow, type SoonWrite, type Sql, type SqlValue, type Statement } from './sql';
import { databaseCode, toStoreError } from './store-error';

/** Deadlock and serialisation failure: PostgreSQL undid the whole transaction, so it can be run again. */
const RETRIED = new Set(['40P01', '40001']);
const MOST_TRIES = 6;

/** `Sql` on PostgreSQL, with prepared statements by name on the pool that Prisma uses too. */
export class PostgresSql implements Sql {
  readonly #named = new Map<string, { name: string; text: string }>();
  readonly freshness = null;

  constructor(private readonly pool: Pool) {}

  async all<Row>(text: string, args: readonly SqlValue[]): Promise<Row[]> {
    try {
      const { rows } = await this.pool.query({ ...this.#name(text), values: [...args] });
      return rows as Row[];
    } catch (error) {
      throw toStoreError(error);
    }
  }

  allOften<Row>(_table: string, text: string, args: readonly SqlValue[]): Promise<Row[]> {
    return this.all(text, args);
  }

  async write(statements: readonly Statement[]): Promise<number[] | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#writeOnce(statements);
      } catch (error) {
        if (attempt === MOST_TRIES || !RETRIED.has(databaseCode(error) ?? '')) throw toStoreError(error);
      }
      await sleep(attempt * 10 * (0.5 + Math.random()));
    }
  }

  writeSoon(soon: SoonWrite): Promise<void> {
    return writeNow(this, soon);
  }

  async #writeOnce(statements: readonly Statement[]): Promise<number[] | null> {
    const client = await this.pool.connect();
    let fault: Error | undefined;
    try {
      return await this.#transact(client, statements);
    } catch (error) {
      // Without a code it did not come from the server, or the server ends: the connection is thrown away.
      if (/^(57P|08|$)/.test(databaseCode(error) ?? ''))
        fault = error instanceof Error ? error : new Error('the connection broke');
      throw error;
    } finally {
      client.release(fault);
    }
  }

  async #transact(client: PoolClient, statements: readonly Statement[]): Promise<number[] | null> {
    await client.query('BEGIN');
    try {
      const changes: number[] = [];
      for (const { text, args, needsRow } of statements) {
        const { rowCount } = await client.query({ ...this.#name(text), values: [...args] });
        if (needsRow && !rowCount) {
          await client.query('ROLLBACK');
          return null;
        }
        changes.push(rowCount ?? 0);
      }
      await client.query('COMMIT');
      return changes;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  #name(text: string): { name: string; text: string } {
    const known = this.#named.get(text);
    if (known !== undefined) return known;
    let count = 0;
    const numbered = text.replaceAll('?', () => `$${(count += 1)}`);
    const named = {
      name: `pj_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`,
      text: numbered,
    };
    this.#named.set(text, named);
    return named;
  }
}
