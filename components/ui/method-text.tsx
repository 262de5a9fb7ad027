import clsx from 'clsx';

/** An HTTP method, told by its letters; long ones are cut. */
export function MethodText({ method, className }: { method: string; className?: string }) {
  const word = method.trim().toUpperCase() || 'GET';
  return (
    <span className={clsx('text-muted shrink-0 font-mono text-xs font-semibold tracking-tight', className)}>
      {word.length > 7 ? `${word.slice(0, 6)}…` : word}
    </span>
  );
}
