'use client';
import clsx from 'clsx';
import { useSyncExternalStore } from 'react';

const never = () => () => undefined;
const isApple = () => /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Whether Command does here what Control does elsewhere. False until the page is alive. */
function useApple(): boolean {
  return useSyncExternalStore(never, isApple, () => false);
}

const APPLE: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵' };
const OTHER: Record<string, string> = { Mod: 'Ctrl', Up: '↑', Down: '↓' };

/** Keys as they are written on the keyboard: `Mod+Shift+K`. */
export function Keys({ keys, className }: { keys: string; className?: string }) {
  const apple = useApple();
  return (
    <kbd className={clsx('text-faint inline-flex gap-0.5 font-sans text-xs', className)}>
      {keys.split('+').map((key) => (
        <span
          key={key}
          className="border-line bg-ground inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1"
        >
          {(apple ? APPLE[key] : undefined) ?? OTHER[key] ?? key}
        </span>
      ))}
    </kbd>
  );
}
