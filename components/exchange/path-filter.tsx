'use client';
import { Filter, X } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/components/ui/quantity';
import { keepQuery, queriesHad } from './query-history';

export interface PathFilterProps {
  /** applies a query; null shows everything again. Answers how many values it found. @throws Error in words */
  apply: (query: string | null) => Promise<number>;
}

/** A JSONPath that leaves only what it finds; Enter applies it, and it is offered again later. */
export function PathFilter({ apply }: PathFilterProps) {
  const [query, setQuery] = useState('');
  const [had, setHad] = useState(queriesHad);
  const [result, setResult] = useState<{ matches: number } | { fault: string } | null>(null);
  const listId = useId();
  const outcomeId = useId();
  const fault = result && 'fault' in result ? result.fault : null;

  async function run(next: string) {
    const wanted = next.trim();
    try {
      const matches = await apply(wanted === '' ? null : wanted);
      setResult(wanted === '' ? null : { matches });
      if (wanted !== '') setHad(keepQuery(wanted));
    } catch (error) {
      setResult({ fault: error instanceof Error ? error.message : 'This filter cannot be read.' });
    }
  }
  function clear() {
    setQuery('');
    void run('');
  }
  return (
    <form
      aria-label="Filter"
      onSubmit={(event) => {
        event.preventDefault();
        void run(query);
      }}
      className="flex min-w-0 flex-1 basis-56 flex-wrap items-center gap-x-1"
    >
      <Filter aria-hidden="true" className="text-faint size-3.5 shrink-0" />
      <input
        aria-label="Filter by JSONPath"
        aria-invalid={fault !== null || undefined}
        aria-describedby={result ? outcomeId : undefined}
        placeholder="$.items[*].name"
        list={listId}
        value={query}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        onKeyDown={(event) => event.key === 'Escape' && query !== '' && clear()}
        onChange={(event) => {
          setQuery(event.target.value);
          if (event.target.value === '') void run('');
        }}
        className="field-mono aria-invalid:outline-bad h-7 min-w-0 flex-1 bg-transparent px-1 -outline-offset-2!"
      />
      <datalist id={listId}>
        {had.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {result && 'matches' in result ? (
        <span id={outcomeId} role="status" className="text-muted shrink-0 text-sm">
          {formatCount(result.matches, 'value')}
        </span>
      ) : null}
      {query === '' ? null : (
        <IconButton label="Show everything again" onClick={clear}>
          <X aria-hidden="true" className="size-3.5" />
        </IconButton>
      )}
      {fault === null ? null : (
        <p id={outcomeId} role="alert" className="text-bad w-full pb-1 text-sm">
          {fault}
        </p>
      )}
    </form>
  );
}
