import type { PersistStorage, StorageValue } from 'zustand/middleware';

const WAIT_MS = 300;

/**
 * localStorage behind a short wait, so that typing into a large body does not write it at every key. What waits is
 * written at once when the page is hidden or left. A full storage keeps the last text that fitted.
 */
export function delayedStorage<T>(): PersistStorage<T> {
  const waiting = new Map<string, StorageValue<T>>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function write() {
    clearTimeout(timer);
    timer = undefined;
    for (const [name, value] of waiting) {
      try {
        localStorage.setItem(name, JSON.stringify(value));
      } catch {
        // The quota is spent or storage is off: the page goes on, only a reload would lose the newest text.
      }
    }
    waiting.clear();
  }
  if (typeof window !== 'undefined') {
    window.addEventListener('pagehide', write);
    document.addEventListener('visibilitychange', () => document.hidden && write());
  }
  return {
    getItem(name) {
      try {
        const text = localStorage.getItem(name);
        return text === null ? null : (JSON.parse(text) as StorageValue<T>);
      } catch {
        return null;
      }
    },
    setItem(name, value) {
      waiting.set(name, value);
      timer ??= setTimeout(write, WAIT_MS);
    },
    removeItem(name) {
      waiting.delete(name);
      localStorage.removeItem(name);
    },
  };
}
