'use client';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** `panel` comes in from the right at full height; on phones both fill the screen */
  shape?: 'box' | 'panel';
  children: ReactNode;
  footer?: ReactNode;
}

const Surface = dynamic(() => import('./dialog-surface').then((module) => module.DialogSurface), {
  ssr: false,
});

/** A modal dialog: keeps focus inside, closes on Escape, gives focus back. Its code loads when it first opens. */
export function Dialog(props: DialogProps) {
  return props.isOpen ? <Surface {...props} /> : null;
}
