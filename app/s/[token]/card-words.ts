import type { SharedView } from '@/lib/model/share';

/** What a pasted link says of itself; of one with a password nothing but that. */
export function cardWords(shared: SharedView | 'locked'): { title: string; detail: string } {
  if (shared === 'locked')
    return { title: 'A shared link', detail: 'It asks for a password before it says what it shows.' };
  const { name, steps, mode, sharedBy } = shared;
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  return { title: name, detail: `${count} ${WORDS[mode]}, shared by ${sharedBy}` };
}

const WORDS: Record<SharedView['mode'], string> = {
  recording: 'to look at',
  replay: 'to replay',
  live: 'in a shared session',
};
