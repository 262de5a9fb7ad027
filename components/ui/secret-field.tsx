'use client';
import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { controlClass, Field, type FieldProps } from './field';
import { IconButton } from './icon-button';

export interface SecretFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
}

/** A value that is hidden until its eye is pressed. Password managers are kept out: it is not their page's password. */
export function SecretField({ value, onChange, label, hideLabel, hint, error, className }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hideLabel={hideLabel ?? false} hint={hint} error={error} className={className ?? ''}>
      {(ids) => (
        <span className="relative flex">
          <input
            {...ids}
            type={shown ? 'text' : 'password'}
            autoComplete="off"
            data-1p-ignore
            data-lpignore="true"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={clsx(controlClass(true), 'h-8 pr-8 pl-2')}
          />
          <IconButton
            label={`${shown ? 'Hide' : 'Show'} ${label.toLowerCase()}`}
            onClick={() => setShown(!shown)}
            className="absolute top-1 right-1"
          >
            <Icon aria-hidden="true" className="size-4" />
          </IconButton>
        </span>
      )}
    </Field>
  );
}
