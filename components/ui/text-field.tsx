import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { controlClass, Field, type FieldProps } from './field';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'>, FieldProps {
  mono?: boolean;
}

/** One line of text with its label. */
export function TextField({
  label,
  hideLabel,
  hint,
  error,
  className,
  mono = false,
  ...rest
}: TextFieldProps) {
  return (
    <Field label={label} hideLabel={hideLabel ?? false} hint={hint} error={error} className={className ?? ''}>
      {(ids) => (
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...ids}
          className={clsx(controlClass(mono), 'h-8 px-2')}
        />
      )}
    </Field>
  );
}

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'id'>, FieldProps {
  mono?: boolean;
  controlClassName?: string;
}

/** Several lines of text with their label. */
export function TextArea(props: TextAreaProps) {
  const { label, hideLabel, hint, error, className, mono = false, controlClassName, ...rest } = props;
  return (
    <Field label={label} hideLabel={hideLabel ?? false} hint={hint} error={error} className={className ?? ''}>
      {(ids) => (
        <textarea
          autoComplete="off"
          spellCheck={false}
          rows={4}
          {...rest}
          {...ids}
          className={clsx(controlClass(mono), 'scroll-thin resize-y px-2 py-1.5', controlClassName)}
        />
      )}
    </Field>
  );
}
