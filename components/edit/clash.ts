import type { Chosen, Conflict } from '@/lib/model/edit';

/** A choice that someone has to make: they and another changed the same. */
export interface Clash {
  /** what both changed, by name: `Log in` */
  name: string;
  conflict: Conflict;
  /** null: not now; everything stays as it is typed */
  answer: (sides: Chosen['sides'] | null) => void;
}
