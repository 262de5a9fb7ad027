'use client';
import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { controlClass, Field, type FieldProps } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';

export interface PasswordFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  /** which password a password manager shall fill in or keep */
  purpose: 'current-password' | 'new-password';
}

/** A password of an account here, hidden until its eye is pressed. */
export function PasswordField({ value, onChange, purpose, label, hideLabel, ...rest }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} hideLabel={hideLabel ?? false} {...rest}>
      {(ids) => (
        <span className="relative flex">
          <input
            {...ids}
            type={shown ? 'text' : 'password'}
            autoComplete={purpose}
            required
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={clsx(controlClass(), 'h-9 pr-9 pl-2')}
          />
          <IconButton
            label={`${shown ? 'Hide' : 'Show'} ${label.toLowerCase()}`}
            onClick={() => setShown(!shown)}
            className="absolute top-1.5 right-1.5"
          >
            <Icon aria-hidden="true" className="size-4" />
          </IconButton>
        </span>
      )}
    </Field>
  );
}
