'use client';
import clsx from 'clsx';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { reveal } from './reveal';

export interface TabItem<Id extends string> {
  id: Id;
  label: string;
  /** a count or a word beside the label */
  badge?: ReactNode;
  /** something in this tab is wrong */
  faulty?: boolean;
}

export interface TabsProps<Id extends string> {
  /** the tab list's name; ids are derived from `prefix` */
  label: string;
  prefix: string;
  items: readonly TabItem<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  className?: string;
}

/** A tab list after the WAI-ARIA pattern: arrows, Home and End move and select; only one stop for Tab. */
export function Tabs<Id extends string>({
  label,
  prefix,
  items,
  selected,
  onSelect,
  className,
}: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => reveal(list.current, '[aria-selected=true]'), [selected]);
  function onKeyDown(event: KeyboardEvent) {
    const next = neighbour(items, selected, event.key);
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  }
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={label}
      onKeyDown={onKeyDown}
      className={clsx('scroll-sideways flex min-w-0', className)}
    >
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          id={`${prefix}-tab-${item.id}`}
          data-tab={item.id}
          aria-selected={item.id === selected}
          aria-controls={`${prefix}-panel-${item.id}`}
          tabIndex={item.id === selected ? 0 : -1}
          onClick={() => onSelect(item.id)}
          className={clsx(
            'relative flex h-9 shrink-0 items-center gap-1 rounded-sm px-2.5 text-base -outline-offset-2! transition-colors',
            'after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 after:rounded-full',
            item.id === selected ? 'text-ink after:bg-accent font-semibold' : 'text-muted hover:text-ink',
          )}
        >
          {item.label}
          {item.badge === undefined || item.badge === null || item.badge === '' ? null : (
            <span className="text-faint text-sm font-normal">{item.badge}</span>
          )}
          {item.faulty ? (
            <span role="img" aria-label="has an error" className="bg-bad size-1.5 rounded-full" />
          ) : null}
        </button>
      ))}
    </div>
  );
}

function neighbour<Id extends string>(items: readonly TabItem<Id>[], selected: Id, key: string) {
  const at = items.findIndex((item) => item.id === selected);
  const target = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[key];
  return target === undefined ? undefined : items[(target + items.length) % items.length];
}

export interface TabPanelProps {
  prefix: string;
  id: string;
  className?: string;
  children: ReactNode;
}

/** The panel of the selected tab; render only that one. */
export function TabPanel({ prefix, id, className, children }: TabPanelProps) {
  return (
    <div
      role="tabpanel"
      id={`${prefix}-panel-${id}`}
      aria-labelledby={`${prefix}-tab-${id}`}
      className={className}
    >
      {children}
    </div>
  );
}
