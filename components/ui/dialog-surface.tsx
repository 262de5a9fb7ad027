'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { DialogProps } from './dialog';
import { IconButton } from './icon-button';

/** The dialog itself; use it through `Dialog`, which loads it when needed. */
export function DialogSurface({ title, isOpen, onClose, shape = 'box', children, footer }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => open || onClose()}
      isDismissable
      className={clsx(
        'bg-scrim entering:opacity-0 exiting:opacity-0 fixed inset-0 z-40 flex transition-opacity',
        shape === 'panel' ? 'justify-end' : 'items-center justify-center md:p-8',
      )}
    >
      <Modal
        className={clsx(
          'bg-panel shadow-lift flex outline-none',
          shape === 'panel'
            ? 'h-full w-full md:w-[min(60rem,80vw)] md:border-l'
            : 'h-full w-full md:h-auto md:max-h-full md:w-auto md:max-w-160 md:min-w-100 md:rounded md:border',
        )}
      >
        <AriaDialog className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
          <header className="flex h-12 shrink-0 items-center justify-between gap-2 border-b pr-2 pl-3">
            <Heading slot="title" className="truncate text-lg font-semibold">
              {title}
            </Heading>
            <IconButton label="Close" size="md" onClick={onClose}>
              <X aria-hidden="true" className="size-4" />
            </IconButton>
          </header>
          <div className="scroll-thin min-h-0 flex-1 overflow-y-auto">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t p-3">{footer}</footer>
          ) : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
