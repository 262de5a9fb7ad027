import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import { useId, type ReactNode } from 'react';

/** A sentence about what is wrong with the input beside it. Announced when it appears. */
export function FieldError({
  id,
  children,
  className,
}: {
  id?: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <p id={id} role="alert" className={clsx('text-bad flex items-start gap-1.5 text-sm', className)}>
      <CircleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
      <span className="min-w-0 wrap-break-word">{children}</span>
    </p>
  );
}

export interface FieldProps {
  label: string;
  /** the label stays for screen readers only */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string;
}

export interface FieldIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Ties a control to its label, hint and error. */
export function Field(props: FieldProps & { children: (ids: FieldIds) => ReactNode }) {
  const { label, hideLabel = false, hint, error, className, children } = props;
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-muted text-sm'}>
        {label}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {hint ? (
        <p id={`${id}-hint`} className="text-faint text-sm">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={`${id}-error`}>{error}</FieldError> : null}
    </div>
  );
}

/** The classes every boxed control shares. */
export function controlClass(mono = false): string {
  return clsx(
    'w-full min-w-0 rounded border border-line-strong bg-raised text-ink transition-colors',
    'hover:border-muted focus-visible:border-accent focus-visible:-outline-offset-1',
    'aria-invalid:border-bad aria-invalid:outline-bad disabled:opacity-55',
    mono ? 'field-mono' : 'field-text',
  );
}
