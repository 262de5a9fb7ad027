import type Libsql from 'libsql';
import type { Client } from 'pg';

type Native = InstanceType<typeof Libsql>;
type Row = Record<string, unknown>;

/** A table as both databases have it. */
interface Table {
  name: string;
  columns: string[];
}

/** Rows may hold bodies of 20 MiB, so few are in memory at once. */
const AT_ONCE = 20;

/** The tables of the model in a file, each after those that it refers to, so that rows can be put in in this order. */
export function orderedTables(file: Native): Table[] {
  const names = (
    file
      .prepare(
        `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name`,
      )
      .all() as { name: string }[]
  ).map(({ name }) => name);
  const ordered: string[] = [];
  const visit = (name: string): void => {
    if (ordered.includes(name)) return;
    const references = file.prepare(`SELECT "table" FROM pragma_foreign_key_list('${name}')`).all();
    for (const { table } of references as { table: string }[]) if (table !== name) visit(table);
    ordered.push(name);
  };
  names.forEach(visit);
  return ordered.map((name) => ({ name, columns: columnsOf(file, name) }));
}

function columnsOf(file: Native, table: string): string[] {
  const rows = file.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  return (rows as { name: string }[]).map(({ name }) => name);
}

/** Copies every row of one moment from PostgreSQL into a migrated file; the server goes on meanwhile. */
export async function copyFromPostgres(client: Client, file: Native): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  file.pragma('foreign_keys = OFF');
  for (const { name, columns } of orderedTables(file)) {
    file.exec(`DELETE FROM "${name}"`);
    const insert = file.prepare(insertion(name, columns, () => '?'));
    await client.query(`DECLARE part NO SCROLL CURSOR FOR SELECT ${list(columns)} FROM "${name}"`);
    for (;;) {
      const { rows } = await client.query<Row>(`FETCH ${AT_ONCE} FROM part`);
      if (rows.length === 0) break;
      file.exec('BEGIN');
      for (const row of rows) insert.run(columns.map((column) => toSqlite(row[column])));
      file.exec('COMMIT');
    }
    await client.query('CLOSE part');
  }
  await client.query('COMMIT');
}

/** Copies every row of a file into a migrated PostgreSQL without any, all or none. */
export async function copyToPostgres(file: Native, client: Client): Promise<void> {
  await client.query('BEGIN');
  for (const { name, columns } of orderedTables(file)) {
    const booleans = await booleanColumns(client, name);
    await client.query(`DELETE FROM "${name}"`);
    const text = insertion(name, columns, (index) => `$${index + 1}`);
    for (const row of file.prepare(`SELECT ${list(columns)} FROM "${name}"`).iterate() as Iterable<Row>) {
      const values = columns.map((column) =>
        booleans.has(column) ? Boolean(row[column]) : toPostgres(row[column]),
      );
      await client.query(text, values);
    }
  }
  await client.query('COMMIT');
}

async function booleanColumns(client: Client, table: string): Promise<Set<string>> {
  const { rows } = await client.query<{ column_name: string }>(
    `SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND data_type = 'boolean'`,
    [table],
  );
  return new Set(rows.map(({ column_name }) => column_name));
}

function toSqlite(value: unknown): unknown {
  return typeof value === 'boolean' ? Number(value) : value;
}

/** libsql gives bytes as an ArrayBuffer, which pg would store as JSON. */
function toPostgres(value: unknown): unknown {
  return value instanceof ArrayBuffer ? Buffer.from(value) : value;
}

function insertion(table: string, columns: readonly string[], mark: (index: number) => string): string {
  const marks = columns.map((_, index) => mark(index)).join(', ');
  return `INSERT INTO "${table}" (${list(columns)}) VALUES (${marks})`;
}

function list(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
