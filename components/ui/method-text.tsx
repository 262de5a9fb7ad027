import clsx from 'clsx';

const COLOUR: Record<string, string> = {
  GET: 'text-method-get',
  POST: 'text-method-post',
  PUT: 'text-method-put',
  PATCH: 'text-method-patch',
  DELETE: 'text-method-delete',
};
/** Words that would not fit into a narrow column. */
const SHORT: Record<string, string> = { DELETE: 'DEL', OPTIONS: 'OPT' };

export interface MethodTextProps {
  method: string;
  /** without colour, where a status beside it has one */
  quiet?: boolean;
  /** a column as wide in every row, with long words cut */
  column?: boolean;
  className?: string;
}

/** An HTTP method, told by its letters first; long ones are cut. */
export function MethodText({ method, quiet = false, column = false, className }: MethodTextProps) {
  const word = method.trim().toUpperCase() || 'GET';
  const cut = word.length > 7 ? `${word.slice(0, 6)}…` : word;
  return (
    <span
      className={clsx(
        'shrink-0 font-mono text-xs font-semibold tracking-tight',
        (!quiet && COLOUR[word]) || 'text-muted',
        column && 'w-9',
        className,
      )}
    >
      {column ? (SHORT[word] ?? cut.slice(0, 5)) : cut}
    </span>
  );
}
