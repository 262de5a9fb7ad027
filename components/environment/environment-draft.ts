import type { Basis } from '@/lib/model/edit';
import type { Environment, EnvironmentInput } from '@/lib/model/environment';

/** A variable as it is typed. */
export interface VariableRow {
  /** for React alone */
  key: string;
  name: string;
  value: string;
  secret: boolean;
  /** a secret that is stored and was not typed anew */
  kept: boolean;
}

/** An environment as it is typed; `id` is null for one that is yet to be made. */
export interface EnvironmentDraft {
  id: string | null;
  basis: Basis<EnvironmentInput>;
  name: string;
  rows: VariableRow[];
}

let keys = 0;

function newRow(): VariableRow {
  keys += 1;
  return { key: `row-${String(keys)}`, name: '', value: '', secret: false, kept: false };
}

/** What is stored, with an empty line to type in; without one, a new environment. */
export function draftOf(environment: Environment | null): EnvironmentDraft {
  const rows = (environment?.variables ?? []).map(({ name, value, secret }) => ({
    ...newRow(),
    name,
    secret,
    value: value ?? '',
    kept: secret,
  }));
  const draft = { name: environment?.name ?? '', rows: [...rows, newRow()] };
  const basis = { version: environment?.version ?? 0, input: inputOf(draft) };
  return { id: environment?.id ?? null, basis, ...draft };
}

/** What goes to the server: lines without a name are left out, a secret that was not typed anew stays. */
export function inputOf({ name, rows }: Pick<EnvironmentDraft, 'name' | 'rows'>): EnvironmentInput {
  return {
    name,
    variables: namedRows(rows).map((row) => ({
      name: row.name.trim(),
      value: row.kept ? null : row.value,
      secret: row.secret,
    })),
  };
}

/** The lines that are sent, in their order: faults are told by it. */
export function namedRows(rows: readonly VariableRow[]): VariableRow[] {
  return rows.filter(({ name, value }) => name.trim() !== '' || value !== '');
}

/** The rows with a change to one of them, and always an empty one at the end. */
export function withChange(
  rows: readonly VariableRow[],
  key: string,
  change: Partial<VariableRow>,
): VariableRow[] {
  const changed = rows.map((row) => (row.key === key ? { ...row, ...change } : row));
  const last = changed.at(-1);
  return last && (last.name !== '' || last.value !== '') ? [...changed, newRow()] : changed;
}
