'use client';
import clsx from 'clsx';
import { Check } from 'lucide-react';
import type { RefObject } from 'react';
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaItem,
  MenuSection as AriaSection,
  Popover,
} from 'react-aria-components';
import type { MenuItem, MenuProps } from './menu';

interface MenuSurfaceProps extends Pick<MenuProps, 'label' | 'sections' | 'onAction'> {
  placement: NonNullable<MenuProps['placement']>;
  trigger: RefObject<HTMLElement | null>;
  onClose: () => void;
}

/** The floating list; use it through `Menu`, which loads it when needed. */
export function MenuSurface({ label, sections, onAction, placement, trigger, onClose }: MenuSurfaceProps) {
  return (
    <Popover
      triggerRef={trigger}
      isOpen
      onOpenChange={(open) => open || onClose()}
      placement={placement}
      offset={4}
      className="bg-raised shadow-lift entering:opacity-0 min-w-44 rounded border transition-opacity"
    >
      <AriaMenu
        aria-label={label}
        autoFocus="first"
        onAction={(key) => onAction(String(key))}
        onClose={onClose}
        className="scroll-thin max-h-[inherit] overflow-y-auto p-1 outline-none"
      >
        {sections.map((section) => (
          <AriaSection key={section.id} className="not-first:mt-1 not-first:border-t not-first:pt-1">
            {section.title ? <Header className="text-faint px-2 py-1 text-sm">{section.title}</Header> : null}
            {section.items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </AriaSection>
        ))}
      </AriaMenu>
    </Popover>
  );
}

function Item({ item }: { item: MenuItem }) {
  return (
    <AriaItem
      id={item.id}
      textValue={item.label}
      className={clsx(
        'focused:bg-hover flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 text-base outline-none',
        item.danger ? 'text-bad' : 'text-ink',
      )}
    >
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.note ? <span className="text-faint text-sm">{item.note}</span> : null}
      {item.checked ? <Check aria-label="in use" className="text-accent size-4" /> : null}
    </AriaItem>
  );
}
