import type { PersistStorage, StorageValue } from 'zustand/middleware';
import { tellLateTexts, textsWait } from '@/components/editor/late-text';
import type { Draft } from './draft';
import { cutSecrets, joinSecrets, type Secrets } from './draft-secrets';

const WAIT_MS = 300;
/** A write of megabytes takes longer than a key press may: it waits for a pause in typing, but not for ever. */
const SLOW_MS = 4;
const PAUSE_MS = 1_000;
const MOST_MS = 10_000;

interface Kept {
  drafts: Draft[];
}
type SecretsOfDrafts = Record<string, Secrets>;

/**
 * Where drafts are kept: in localStorage, without what sounds secret, for as long as one likes; their secrets in
 * sessionStorage, which outlives a reload and ends with the browser's tab. Behind a short wait, so that typing into a large
 * body does not write it at every key; what waits is written at once when the page is hidden or left. A full storage keeps
 * the last text that fitted.
 */
export function draftStorage<T extends Kept>(): PersistStorage<T> {
  const waiting = new Map<string, StorageValue<T>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let slow = false;

  function write() {
    tellLateTexts();
    clearTimeout(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const began = performance.now();
    for (const [name, value] of waiting) {
      try {
        store(name, value);
      } catch {
        // The quota is spent or storage is off: the page goes on, only a reload would lose the newest text.
      }
    }
    waiting.clear();
    slow = performance.now() - began > SLOW_MS;
  }
  function plan() {
    if (timer === undefined) since = performance.now();
    else if (!slow || performance.now() - since > MOST_MS) return;
    wait();
  }
  function wait() {
    clearTimeout(timer);
    timer = setTimeout(() => whenIdle(writeInPause), slow ? PAUSE_MS : WAIT_MS);
  }
  /** Typing that goes on is not seen in the drafts: a large text is told in pauses only. */
  function writeInPause() {
    if (textsWait() && performance.now() - since < MOST_MS) wait();
    else write();
  }
  if (typeof window !== 'undefined') {
    window.addEventListener('pagehide', write);
    document.addEventListener('visibilitychange', () => document.hidden && write());
  }
  return {
    getItem(name) {
      try {
        return read<T>(name);
      } catch {
        return null;
      }
    },
    setItem(name, value) {
      waiting.set(name, value);
      plan();
    },
    removeItem(name) {
      waiting.delete(name);
      localStorage.removeItem(name);
      sessionStorage.removeItem(name);
    },
  };
}

/** Between two frames where nothing else is to be done, so that no key waits for it to begin; soon in any case. */
function whenIdle(deed: () => void): void {
  if (typeof requestIdleCallback === 'undefined') deed();
  else requestIdleCallback(deed, { timeout: PAUSE_MS });
}

function store<T extends Kept>(name: string, value: StorageValue<T>): void {
  const secrets: SecretsOfDrafts = {};
  const drafts = value.state.drafts.map((draft) => {
    const cut = cutSecrets(draft);
    if (Object.keys(cut.secrets).length > 0) secrets[draft.id] = cut.secrets;
    return cut.open;
  });
  sessionStorage.setItem(name, JSON.stringify(secrets));
  localStorage.setItem(name, JSON.stringify({ ...value, state: { ...value.state, drafts } }));
}

function read<T extends Kept>(name: string): StorageValue<T> | null {
  const text = localStorage.getItem(name);
  if (text === null) return null;
  const value = JSON.parse(text) as StorageValue<T>;
  const secrets = JSON.parse(sessionStorage.getItem(name) ?? '{}') as SecretsOfDrafts;
  const drafts = value.state.drafts.map((draft) => {
    const own = secrets[draft.id];
    return own ? joinSecrets(draft, own) : draft;
  });
  return { ...value, state: { ...value.state, drafts } };
}
