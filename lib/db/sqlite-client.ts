import 'server-only';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { SqliteConnection, type SqliteResult } from './sqlite-connection';

type Client = ReturnType<PrismaLibSql['createClient']>;
interface Query {
  sql: string;
  args: unknown[];
}

/** Gives Prisma our one connection in place of the client of @libsql/client, which opens more and sets no pragmas on them. */
export class SqliteAdapter extends PrismaLibSql {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    super({ url: 'file:' });
    this.#connection = connection;
  }

  /** The schema engine asks for a shadow database by the url `:memory:`. */
  override createClient({ url }: { url: string }): Client {
    const client =
      url === ':memory:'
        ? new SqliteClient(new SqliteConnection(url), true)
        : new SqliteClient(this.#connection, false);
    // The adapter calls only the four methods below (@prisma/adapter-libsql 7.10, pinned).
    return client as unknown as Client;
  }
}

/** As much of @libsql/client's `Client` as Prisma's adapter uses. */
class SqliteClient {
  constructor(
    private readonly connection: SqliteConnection,
    private readonly isOwn: boolean,
  ) {}

  async execute({ sql, args }: Query) {
    const result = /^\s*(SELECT|PRAGMA)\b/i.test(sql)
      ? await this.connection.read(sql, args)
      : await this.connection.write(() => this.connection.runAlone(sql, args));
    return toResultSet(result);
  }

  /** Runs a migration's script. One that fails halfway leaves no transaction open. */
  async executeMultiple(script: string): Promise<void> {
    await this.connection.write(() => {
      try {
        this.connection.runScript(script);
      } finally {
        this.connection.rollBack();
      }
    });
  }

  /** Prisma asks for a deferred transaction; ours are immediate. */
  async transaction() {
    const { connection } = this;
    const { end } = await connection.begin();
    return {
      execute: ({ sql, args }: Query) => Promise.resolve(toResultSet(connection.run(sql, args))),
      commit: () => end('COMMIT'),
      rollback: () => end('ROLLBACK'),
    };
  }

  close(): void {
    if (this.isOwn) void this.connection.close();
  }
}

function toResultSet({ columns, rows, changes }: SqliteResult) {
  return {
    columns: columns.map(({ name }) => name),
    columnTypes: columns.map(({ type }) => type ?? ''),
    rows: rows.map((row) => row.map((value) => (value instanceof Uint8Array ? toArrayBuffer(value) : value))),
    rowsAffected: changes,
  };
}

/** A copy of its own: a small Buffer shares its memory with others. */
function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}
