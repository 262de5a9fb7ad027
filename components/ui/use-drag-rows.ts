'use client';
import { useState, type DragEvent, type KeyboardEvent } from 'react';

export type DropSide = 'before' | 'after' | 'into';

export interface DragRows {
  /** what can be dropped on each other; rows of another kind take no notice */
  kind: string;
  onDrop: (id: string, over: string, side: DropSide) => void;
  /** one place up or down, by Alt+Shift and an arrow key */
  onStep?: (id: string, by: -1 | 1) => void;
  /** rows that take others in, rather than standing before or after them */
  takesIn?: (over: string) => boolean;
}

/** The looks of a row that something is held over. */
export const DROP_CLASS =
  'data-[drop=before]:shadow-[inset_0_2px_0_var(--accent)] data-[drop=after]:shadow-[inset_0_-2px_0_var(--accent)] data-[drop=into]:bg-accent-wash';

/**
 * Rows that are put in order by dragging, or from the keyboard. The browser's own drag and drop: the library's would
 * weigh 70 kB in the first load. Answers the properties of one row by its id.
 */
export function useDragRows({ kind, onDrop, onStep, takesIn }: DragRows) {
  const type = `application/x-playjar-${kind}`;
  const [over, setOver] = useState<{ id: string; side: DropSide } | null>(null);

  function sideOf(event: DragEvent<HTMLElement>, id: string): DropSide {
    if (takesIn?.(id)) return 'into';
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return event.clientY < top + height / 2 ? 'before' : 'after';
  }
  return (id: string, { draggable = true }: { draggable?: boolean } = {}) => ({
    draggable,
    'data-drop': over?.id === id ? over.side : undefined,
    onDragStart(event: DragEvent<HTMLElement>) {
      event.dataTransfer.setData(type, id);
      event.dataTransfer.effectAllowed = 'move';
    },
    onDragOver(event: DragEvent<HTMLElement>) {
      if (!event.dataTransfer.types.includes(type)) return;
      event.preventDefault();
      const side = sideOf(event, id);
      if (over?.id !== id || over.side !== side) setOver({ id, side });
    },
    onDragLeave: () => setOver((now) => (now?.id === id ? null : now)),
    onDragEnd: () => setOver(null),
    onDrop(event: DragEvent<HTMLElement>) {
      setOver(null);
      const moved = event.dataTransfer.getData(type);
      if (!moved) return;
      event.preventDefault();
      if (moved !== id) onDrop(moved, id, sideOf(event, id));
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!onStep || !event.altKey || !event.shiftKey || (by !== -1 && by !== 1)) return;
      event.preventDefault();
      event.stopPropagation();
      onStep(id, by);
    },
  });
}
