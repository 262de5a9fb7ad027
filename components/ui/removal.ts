import { notify } from './notify';

/** Changes a list by what it is when the change comes, which may be long after the row was drawn. */
export type ListChange<Row> = (change: (rows: readonly Row[]) => Row[]) => void;

/** Takes a row out at once. With `words` for it, e.g. `header “Accept”`, a notice offers to put it back where it was. */
export function removeRow<Row>(onChange: ListChange<Row>, row: Row, index: number, words: string | null) {
  onChange((rows) => rows.filter((one) => one !== row));
  if (words === null) return;
  const back = () => onChange((rows) => rows.toSpliced(Math.min(index, rows.length), 0, row));
  void notify({ message: `Deleted ${words}`, undo: back });
}
