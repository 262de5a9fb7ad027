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
  /** what was asked for last, while it is on its way: each change builds on those before it */
  const asked = useRef<MaskSettings | null>(null);
  const newest = (): MaskSettings => asked.current ?? settingsOf(rules);

  async function save(settings: MaskSettings): Promise<void> {
    if (sequenceId === null) return;
    asked.current = settings;
    // An answer to an older change would put back for a moment what was changed meanwhile.
    const isNewest = (): boolean => asked.current === settings;
    setBusy(true);
    try {
      const stored = await settle(replaceMasks(sequenceId, settings));
      if (isNewest()) setAhead(stored);
      router.refresh();
    } catch (error) {
      if (isNewest()) setAhead(ahead);
      throw error;
    } finally {
      if (isNewest()) {
        asked.current = null;
        setBusy(false);
      }
    }
  }
  const add = (rule: Omit<MaskRule, 'id'>) => {
    const settings = newest();
    return save({ ...settings, own: [...settings.own, { id: freeId(settings.own), ...rule }] });
  };
  return {
    rules,
    busy,
    turn(id, isOn) {
      const settings = newest();
      const others = settings.off.filter((other) => other !== id);
      setAhead(rules.map((rule) => (rule.id === id ? { ...rule, isOn } : rule)));
      void save({ ...settings, off: isOn ? others : [...others, id] }).catch(complain);
    },
    remove(gone) {
      const before = newest();
      const own = before.own.filter(({ id }) => id !== gone.id);
      void save({ off: before.off.filter((id) => id !== gone.id), own }).then(
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

const complain = (error: unknown): void => void notify({ message: sentenceOf(error), tone: 'bad' });

function settingsOf(rules: readonly ShownMask[]): MaskSettings {
  return {
    off: rules.filter(({ isOn }) => !isOn).map(({ id }) => id),
    own: rules
      .filter(({ isDefault }) => !isDefault)
      .map(({ isDefault: _isDefault, isOn: _isOn, ...rule }) => rule),
  };
}

function freeId(rules: readonly MaskRule[]): string {
  let number = 1;
  while (rules.some(({ id }) => id === `own-${number}`)) number += 1;
  return `own-${number}`;
}
