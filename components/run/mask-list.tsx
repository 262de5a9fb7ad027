'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Refusal, sentenceOf } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { formatCount } from '@/components/ui/quantity';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import type { MaskPlace, ShownMask } from '@/lib/model/mask';
import type { Masks } from './use-masks';

const PLACE: Record<MaskPlace, string> = {
  header: 'header',
  cookie: 'cookie',
  json: 'JSON',
  text: 'text',
  any: 'everywhere',
};
const PLACES = Object.entries(PLACE).map(([value, label]) => ({ value, label }));

export interface MaskListProps {
  masks: Masks;
  /** how many values each rule left aside here */
  used: ReadonlyMap<string, number>;
  changeable: boolean;
}

/** The rules by which a difference does not count: seen, switched, added. */
export function MaskList({ masks, used, changeable }: MaskListProps) {
  const [adding, setAdding] = useState(false);
  const total = [...used.values()].reduce((sum, count) => sum + count, 0);
  return (
    <details className="border-t pt-3">
      <summary className="min-h-6">
        <h2 className="inline text-lg font-semibold">What is left aside</h2>{' '}
        <span className="text-muted">
          {total === 0 ? 'nothing here' : `${formatCount(total, 'value')} here`}, by rules for what differs
          from run to run though nothing changed
        </span>
      </summary>
      <ul className="mt-2 grid gap-x-8 lg:grid-cols-2">
        {masks.rules.map((rule) => (
          <Rule
            key={rule.id}
            rule={rule}
            masks={masks}
            used={used.get(rule.id) ?? 0}
            changeable={changeable}
          />
        ))}
      </ul>
      {changeable && !adding ? (
        <Button
          className="mt-3"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() => setAdding(true)}
        >
          Add a rule
        </Button>
      ) : null}
      {adding ? <RuleForm masks={masks} onDone={() => setAdding(false)} /> : null}
    </details>
  );
}

interface RuleProps {
  rule: ShownMask;
  masks: Masks;
  used: number;
  changeable: boolean;
}

function Rule({ rule, masks, used, changeable }: RuleProps) {
  const { id, on, name, pattern, label, isOn, isDefault } = rule;
  return (
    <li className="flex items-start gap-2 border-b py-1.5">
      <Checkbox
        label={label}
        hint={
          <code className="line-clamp-2 wrap-anywhere" title={pattern}>
            {PLACE[on]} {name === '*' ? '' : name} {pattern ?? ''}
          </code>
        }
        className="min-w-0 flex-1"
        checked={isOn}
        disabled={!changeable}
        onChange={(event) => masks.turn(id, event.target.checked)}
      />
      {used > 0 ? <span className="text-muted pt-0.5 text-sm">{used} here</span> : null}
      {isDefault || !changeable ? null : (
        <IconButton label={`Delete the rule ${label}`} onClick={() => masks.remove(rule)}>
          <Trash2 aria-hidden="true" className="size-4" />
        </IconButton>
      )}
    </li>
  );
}

function RuleForm({ masks, onDone }: { masks: Masks; onDone: () => void }) {
  const [on, setOn] = useState<MaskPlace>('json');
  const [name, setName] = useState('');
  const [pattern, setPattern] = useState('');
  const [problem, setProblem] = useState<{ pattern: string | null; all: string | null } | null>(null);
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const wanted = name.trim() || '*';
    const label = [PLACE[on], wanted === '*' ? '' : wanted, pattern].filter(Boolean).join(' ').slice(0, 120);
    try {
      await masks.add({ on, name: wanted, label, ...(pattern === '' ? {} : { pattern }) });
      onDone();
    } catch (error) {
      const errors = error instanceof Refusal ? error.errors : [];
      const fault = errors.find(({ path }) => path.endsWith('.pattern'))?.message ?? null;
      setProblem({ pattern: fault, all: fault === null ? sentenceOf(error) : null });
    }
  }
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => void submit(event)}
      className="mt-3 flex flex-col gap-2"
    >
      <div className="flex flex-wrap items-start gap-2">
        <Select
          label="In"
          className="w-32"
          value={on}
          options={PLACES}
          onChange={(event) => setOn(event.target.value as MaskPlace)}
        />
        <TextField
          mono
          autoFocus
          label={on === 'json' ? 'JSON path' : 'Name'}
          hint={on === 'json' ? '$.user.lastSeen, *.stamp' : '* stands for any characters'}
          className="w-60"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          mono
          label="Pattern"
          hint="RE2; empty: the whole value"
          className="w-60"
          error={problem?.pattern}
          value={pattern}
          onChange={(event) => setPattern(event.target.value)}
        />
      </div>
      {problem?.all ? <FieldError>{problem.all}</FieldError> : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" aria-disabled={masks.busy}>
          Add
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
