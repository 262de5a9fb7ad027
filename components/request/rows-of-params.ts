import type { ParamEntry, Params } from '@/lib/model/pairs';
import { newRow, type Row } from './draft';

/** A list repeats its key; a raw query string is taken apart as a form would be. */
export function rowsOfParams(params: Params | null | undefined): Row[] {
  if (typeof params === 'string')
    return [...new URLSearchParams(params)].map(([name, value]) => newRow(name, value));
  return (params ?? []).flatMap(rowsOfParam);
}

function rowsOfParam([name, value]: ParamEntry): Row[] {
  if (value === null) return [newRow(name, null)];
  const values = Array.isArray(value) ? value.filter((one) => one !== null) : [value];
  return values.map((one) => newRow(name, String(one)));
}
