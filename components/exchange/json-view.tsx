'use client';
import { ChevronsDownUp, ChevronsUpDown } from 'lucide-react';
import { useCallback, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/components/ui/quantity';
import { FindBar, type FindBarProps } from './find-bar';
import { JsonRow } from './json-row';
import type { TreeSize } from './json-tree';
import { PathFilter } from './path-filter';
import type { TakeValue } from './take-value';
import { nextRow, type TreeMove } from './tree-keys';
import type { AskBody } from './use-body-document';
import { useRowPages } from './use-row-pages';
import { useRowWindow } from './use-row-window';
import { ValueBar } from './value-bar';

export interface JsonViewProps {
  ask: AskBody;
  /** grows with each text that was read */
  version: number;
  /** the text is known to be cut, so that its early end is no surprise */
  cut: boolean;
  take: TakeValue | undefined;
}

const ROW_PX = 22;

/** JSON as a tree that a worker keeps: only the rows in view are here. */
export function JsonView({ ask, version, cut, take }: JsonViewProps) {
  const { size, changes, accept, refresh } = useTree(ask, version);
  const [active, setActive] = useState(0);
  const id = useId();

  const count = size?.rows ?? 0;
  const { scroller, onScroll, first, last, fits, show } = useRowWindow(count, ROW_PX);
  const load = useCallback((from: number, to: number) => ask('treeRows', from, to), [ask]);
  const row = useRowPages(load, changes, first, last);
  const current = row(active);

  const select = useCallback(
    (index: number) => {
      setActive(index);
      show(index);
    },
    [show],
  );
  async function act(move: TreeMove) {
    if ('row' in move) return select(move.row);
    if ('toggle' in move) return accept(await ask('toggle', move.toggle, move.open));
    const parent = await ask('parentRow', move.parentOf);
    if (parent >= 0) select(parent);
  }
  function onKeyDown(event: KeyboardEvent) {
    const move = nextRow(event, { active, count, fits, row: current });
    if (!move) return;
    event.preventDefault();
    void act(move);
  }
  async function place(node: number | null) {
    if (node === null) return refresh();
    const revealed = await ask('reveal', node);
    accept(revealed);
    if (revealed.row < 0) return;
    setActive(revealed.row);
    requestAnimationFrame(() => show(revealed.row, 'middle'));
  }
  async function filter(query: string | null): Promise<number> {
    const next = await ask('filter', query);
    accept(next);
    select(0);
    return next.matches;
  }
  const toggleAll = async (open: boolean) => {
    accept(await ask('toggleAll', open));
    select(0);
  };
  return (
    <>
      <TreeBar
        find={(text) => ask('findNodes', text)}
        onPlace={(node) => void place(node)}
        version={version}
        filter={filter}
        onToggleAll={(open) => void toggleAll(open)}
      />
      {size ? <Notes size={size} cut={cut} /> : null}
      <div role="region" aria-label="Response body" className="flex min-h-0 flex-1 flex-col">
        <div
          ref={scroller}
          role="treegrid"
          aria-label="JSON"
          aria-rowcount={count}
          aria-busy={size === null || undefined}
          aria-activedescendant={current ? `${id}-${String(active)}` : undefined}
          tabIndex={0}
          onScroll={onScroll}
          onKeyDown={onKeyDown}
          className="group/tree scroll-thin min-h-0 flex-1 overflow-auto py-1 -outline-offset-2!"
        >
          <div role="none" style={{ height: count * ROW_PX, paddingTop: first * ROW_PX }}>
            {Array.from({ length: last - first }, (_, at) => {
              const index = first + at;
              return (
                <JsonRow
                  key={index}
                  rowId={`${id}-${String(index)}`}
                  index={index}
                  row={row(index)}
                  active={index === active}
                  onSelect={select}
                  onToggle={(node, open) => void act({ toggle: node, open })}
                />
              );
            })}
          </div>
        </div>
        {current ? <ValueBar ask={ask} node={current.id} version={version} take={take} /> : null}
      </div>
    </>
  );
}

/** How much the worker's tree has to show; `changes` grows whenever its rows may be others. */
function useTree(ask: AskBody, version: number) {
  const [size, setSize] = useState<TreeSize | null>(null);
  const [changes, setChanges] = useState(0);
  const refresh = useCallback(() => setChanges((old) => old + 1), []);
  const accept = useCallback(
    (next: TreeSize) => {
      setSize(next);
      refresh();
    },
    [refresh],
  );
  useEffect(() => {
    let left = false;
    void ask('tree').then((next) => left || accept(next));
    return () => {
      left = true;
    };
  }, [ask, version, accept]);
  return { size, changes, accept, refresh };
}

interface TreeBarProps extends FindBarProps {
  filter: (query: string | null) => Promise<number>;
  onToggleAll: (open: boolean) => void;
}

function TreeBar({ filter, onToggleAll, ...finding }: TreeBarProps) {
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-3 border-b px-2">
      <FindBar {...finding} />
      <PathFilter apply={filter} />
      <span className="flex shrink-0 items-center gap-1">
        <IconButton label="Expand all" onClick={() => onToggleAll(true)}>
          <ChevronsUpDown aria-hidden="true" className="size-4" />
        </IconButton>
        <IconButton label="Collapse all" onClick={() => onToggleAll(false)}>
          <ChevronsDownUp aria-hidden="true" className="size-4" />
        </IconButton>
      </span>
    </div>
  );
}

/** What a reader has to know about what the tree does not show. */
function Notes({ size, cut }: { size: TreeSize; cut: boolean }) {
  const notes = [
    size.problem?.kind === 'unexpected'
      ? `From character ${size.problem.at.toLocaleString('en')} on this is not JSON. The tree shows what comes before; Text shows all.`
      : '',
    size.problem?.kind === 'early' && !cut ? 'The JSON ends too early. The tree shows what came.' : '',
    size.complete ? '' : `The first ${formatCount(size.rows, 'row')} are shown.`,
  ].filter(Boolean);
  if (notes.length === 0) return null;
  return <p className="bg-warn-wash text-warn shrink-0 border-b px-3 py-1.5 text-sm">{notes.join(' ')}</p>;
}
