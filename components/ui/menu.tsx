'use client';
import dynamic from 'next/dynamic';
import { useRef, useState, type ReactNode } from 'react';

export interface MenuItem {
  id: string;
  label: string;
  /** quiet text at the right end */
  note?: string;
  icon?: ReactNode;
  danger?: boolean;
  /** shows a mark: this one is in use */
  checked?: boolean;
}
export interface MenuSection {
  id: string;
  title?: string;
  items: readonly MenuItem[];
}

export interface MenuProps {
  /** name of the button and of the menu */
  label: string;
  sections: readonly MenuSection[];
  onAction: (id: string) => void;
  /** the button's content and looks */
  children: ReactNode;
  className: string;
  placement?: 'bottom start' | 'bottom end' | 'top end';
  disabled?: boolean;
}

const load = () => import('./menu-surface').then((module) => module.MenuSurface);
const Surface = dynamic(load, { ssr: false });

/** A button that opens a menu. The menu's code loads when the pointer or focus first comes near. */
export function Menu({
  label,
  sections,
  onAction,
  children,
  className,
  placement = 'bottom start',
  disabled,
}: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={disabled}
        className={className}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {isOpen ? (
        <Surface
          label={label}
          sections={sections}
          onAction={onAction}
          placement={placement}
          trigger={trigger}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
