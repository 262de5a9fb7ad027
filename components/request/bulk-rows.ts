import { newRow, type Row } from './draft';

/**
 * Rows as text, one a line: `Name: value`; `# ` before a row that is switched off; a name alone takes the session's
 * row of that name away.
 */
export function textOfRows(rows: readonly Row[]): string {
  return rows.map(lineOf).join('\n');
}

function lineOf({ on, name, value }: Row): string {
  return `${on ? '' : '# '}${name}${value === null ? '' : `: ${value}`}`;
}

/** The rows that a text says. Rows of `before` lend their ids by place, so that they stay the same rows. */
export function rowsOfText(text: string, before: readonly Row[] = []): Row[] {
  const rows = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .map(rowOf);
  return rows.map((row, at) => ({ ...row, id: before[at]?.id ?? row.id }));
}

function rowOf(line: string): Row {
  const off = /^\s*# ?/.exec(line);
  const said = off ? line.slice(off[0].length) : line;
  const [, name = '', value] = /^([^:]*)(?::[ \t]?(.*))?$/s.exec(said) ?? [];
  return { ...newRow(name.trim(), value ?? null), on: !off };
}

/** Whether text says these rows without loss: a name with a colon or a value with a line break it cannot say. */
export function canBeText(rows: readonly Row[]): boolean {
  const again = rowsOfText(textOfRows(rows));
  return (
    again.length === rows.length &&
    rows.every(({ on, name, value }, at) => {
      const other = again[at];
      return other?.on === on && other.name === name && other.value === value;
    })
  );
}
