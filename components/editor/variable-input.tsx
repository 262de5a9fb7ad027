'use client';
import clsx from 'clsx';
import {
  useId,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { beingTyped, completed, mentionsIn, wordsFor, type Variable } from './variable';
import { VariableList } from './variable-list';
import { useVariables } from './variables-context';

export interface VariableInputProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value' | 'ref'> {
  value: string;
  onChange: (value: string) => void;
  /** of the box around the input */
  boxClassName?: string;
}

const MOST = 8;

/**
 * One line of text in which `{{variables}}` are coloured, offered while they are typed and told under the pointer. It
 * stays a plain input: the colours lie below it, and only where a text has variables.
 */
export function VariableInput(props: VariableInputProps) {
  const { value, onChange, className, boxClassName, onKeyDown, onScroll, onBlur, ...rest } = props;
  const variables = useVariables();
  const marks = useRef<HTMLDivElement>(null);
  const { listId, typing, offers, chosen, ...offering } = useOffers(value, onChange, variables);
  const coloured = value.includes('{{');

  function tell({ currentTarget, clientX }: MouseEvent<HTMLInputElement>) {
    const mark = [...(marks.current?.querySelectorAll('mark') ?? [])].find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return clientX >= left && clientX <= right;
    });
    currentTarget.title = mark ? wordsFor(mark.dataset.name ?? '', variables) : '';
  }
  return (
    <span className={clsx('relative block min-w-0', boxClassName)}>
      {coloured ? <Marks ref={marks} value={value} known={variables} className={className} /> : null}
      <input
        {...rest}
        value={value}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="none"
        aria-autocomplete="list"
        aria-controls={chosen ? listId : undefined}
        aria-activedescendant={chosen ? `${listId}-${chosen.name}` : undefined}
        onKeyDown={(event) => {
          if (!offering.takeKey(event)) onKeyDown?.(event);
        }}
        onMouseMove={coloured ? tell : undefined}
        onScroll={(event) => {
          if (marks.current) marks.current.scrollLeft = event.currentTarget.scrollLeft;
          onScroll?.(event);
        }}
        onChange={(event) => {
          onChange(event.target.value);
          offering.begin(event.target);
        }}
        onBlur={(event) => {
          offering.end();
          onBlur?.(event);
        }}
        className={clsx('relative', className, coloured && 'bg-transparent!')}
      />
      {chosen && typing ? (
        <VariableList
          id={listId}
          anchor={typing.input}
          offers={offers}
          chosen={chosen}
          onChoose={offering.choose}
        />
      ) : null}
    </span>
  );
}

/** The variables to offer for what stands before the caret, and the keys that choose among them. */
function useOffers(value: string, onChange: (value: string) => void, variables: readonly Variable[]) {
  const listId = useId();
  const [typing, setTyping] = useState<{ input: HTMLInputElement; caret: number } | null>(null);
  const [active, setActive] = useState(0);
  const wanted = typing ? (beingTyped(value, typing.caret)?.typed.toLowerCase() ?? null) : null;
  const offers = wanted === null ? [] : fitting(variables, wanted);
  const chosen = offers[Math.min(active, offers.length - 1)];

  function choose(name: string) {
    if (!typing) return;
    const { input, caret } = typing;
    const next = completed(value, caret, name);
    onChange(next.text);
    setTyping(null);
    // The caret can be set once the input holds the new text.
    requestAnimationFrame(() => input.setSelectionRange(next.caret, next.caret));
  }
  function takeKey(event: KeyboardEvent): boolean {
    if (!chosen || !isPlain(event)) return false;
    const deeds: Record<string, () => void> = {
      ArrowDown: () => setActive((active + 1) % offers.length),
      ArrowUp: () => setActive((active + offers.length - 1) % offers.length),
      Escape: () => setTyping(null),
      Enter: () => choose(chosen.name),
      Tab: () => choose(chosen.name),
    };
    const deed = deeds[event.key];
    if (!deed) return false;
    event.preventDefault();
    deed();
    return true;
  }
  function begin(input: HTMLInputElement) {
    setTyping({ input, caret: input.selectionStart ?? input.value.length });
    setActive(0);
  }
  return { listId, typing, offers, chosen, choose, takeKey, begin, end: () => setTyping(null) };
}

function fitting(variables: readonly Variable[], wanted: string): Variable[] {
  return variables.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST);
}

function isPlain({ ctrlKey, metaKey, altKey, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  return !(ctrlKey || metaKey || altKey || shiftKey || nativeEvent.isComposing);
}

interface MarksProps {
  ref: RefObject<HTMLDivElement | null>;
  value: string;
  known: readonly { name: string }[];
  className: string | undefined;
}

/** The same text below the input, in the same place, of which only the variables' ground is seen. */
function Marks({ ref, value, known, className }: MarksProps) {
  const mentions = mentionsIn(value);
  const names = new Set(known.map(({ name }) => name));
  return (
    <div
      ref={ref}
      aria-hidden="true"
      className={clsx(
        className,
        'pointer-events-none absolute inset-0 flex items-center overflow-hidden border-transparent! text-transparent!',
      )}
    >
      <span className="whitespace-pre">
        {mentions.map(({ from, to, name }, at) => (
          <span key={from}>
            {value.slice(mentions[at - 1]?.to ?? 0, from)}
            <mark
              data-name={name}
              className={clsx(
                'rounded-sm text-transparent',
                names.has(name) ? 'bg-good-wash' : 'bg-bad-wash',
              )}
            >
              {value.slice(from, to)}
            </mark>
          </span>
        ))}
        {value.slice(mentions.at(-1)?.to ?? 0)}
      </span>
    </div>
  );
}
