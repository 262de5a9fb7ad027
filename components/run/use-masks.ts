'use client';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { notify } from '@/components/ui/notify';
import { replaceMasks } from '@/lib/actions/runs';
import type { MaskRule, MaskSettings, ShownMask } from '@/lib/model/mask';
import type { Place } from './diff-rows';

export interface Masks {
  rules: readonly ShownMask[];
  busy: boolean;
  turn: (id: string, isOn: boolean) => void;
  remove: (rule: ShownMask) => void;
  /** leaves from now on aside what stands at this place */
  mask: (place: Place) => void;
  /** @throws Refusal naming the fields at fault */
  add: (rule: Omit<MaskRule, 'id'>) => Promise<void>;
}

/** The mask rules of a sequence, and their changes; the page compares anew after each. */
export function useMasks(sequenceId: string | null, read: readonly ShownMask[]): Masks {
  const router = useRouter();
  const [ahead, setAhead] = useState<readonly ShownMask[] | null>(null);
  const rules = ahead ?? read;
  const [busy, setBusy] = useState(false);
  const saves = useRef(0);

  async function save(settings: MaskSettings): Promise<void> {
    if (sequenceId === null) return;
    const turn = (saves.current += 1);
    setBusy(true);
    try {
      const stored = await settle(replaceMasks(sequenceId, settings));
      // What was changed meanwhile is on its way: the answer to an older change would put it back for a moment.
      if (turn === saves.current) setAhead(stored);
      router.refresh();
    } finally {
      if (turn === saves.current) setBusy(false);
    }
  }
  const complain = (error: unknown) => void notify({ message: sentenceOf(error), tone: 'bad' });
  const add = (rule: Omit<MaskRule, 'id'>) => {
    const settings = settingsOf(rules);
    const id = freeId(rules);
    return save({ ...settings, own: [...settings.own, { id, ...rule }] });
  };
  return {
    rules,
    busy,
    turn(id, isOn) {
      const changed = rules.map((rule) => (rule.id === id ? { ...rule, isOn } : rule));
      setAhead(changed);
      void save(settingsOf(changed)).catch((error: unknown) => {
        setAhead(rules);
        complain(error);
      });
    },
    remove(gone) {
      const before = settingsOf(rules);
      void save(settingsOf(rules.filter(({ id }) => id !== gone.id))).then(
        () =>
          void notify({
            message: `Deleted the rule “${gone.label}”`,
            undo: () => void save(before).catch(complain),
          }),
        complain,
      );
    },
    mask({ on, name }) {
      void add({ on, name, label: name === '*' ? 'masked text' : name.slice(0, 120) }).catch(complain);
    },
    add,
  };
}

function settingsOf(rules: readonly ShownMask[]): MaskSettings {
  return {
    off: rules.filter(({ isOn }) => !isOn).map(({ id }) => id),
    own: rules
      .filter(({ isDefault }) => !isDefault)
      .map(({ isDefault: _isDefault, isOn: _isOn, ...rule }) => rule),
  };
}

function freeId(rules: readonly ShownMask[]): string {
  let number = 1;
  while (rules.some(({ id }) => id === `own-${number}`)) number += 1;
  return `own-${number}`;
}
