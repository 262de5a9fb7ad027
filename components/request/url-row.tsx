'use client';
import clsx from 'clsx';
import { Send, Square } from 'lucide-react';
import { useId } from 'react';
import { VariableInput } from '@/components/editor/variable-input';
import { SessionChip } from '@/components/session/session-chip';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { isBlank, type Draft } from './draft';
import { useDrafts } from './draft-store';
import { MethodField } from './method-field';
import { SaveMenu } from './save-menu';
import { useFaults, useSends } from './send-store';
import { isSocket } from './socket-draft';
import { useEdit } from './use-edit';
import { usePaste } from './use-paste';

export interface UrlRowProps {
  draft: Draft;
  onSend: () => void;
  onCancel: () => void;
}

/** Method, URL, whom it goes as, and Send. */
export function UrlRow({ draft, onSend, onCancel }: UrlRowProps) {
  const edit = useEdit(draft.id);
  const faults = useFaults(draft.id);
  const onPaste = usePaste(draft.id);
  const ready = useDrafts((state) => state.ready);
  const flight = useSends(({ flights }) => flights[draft.id]);
  const errorId = useId();
  const fault = faults.url ?? faults.method;
  const socket = isSocket(draft);
  return (
    <form
      aria-label="Request"
      onSubmit={(event) => {
        // React lets a submit inside a dialog opened from here bubble up through its portal.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onSend();
      }}
      className="bg-panel flex shrink-0 flex-col gap-1 border-b p-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        <div className="flex min-w-0 flex-1 basis-60">
          <MethodField
            value={socket ? 'GET' : draft.method}
            onChange={(method) => edit({ method })}
            invalid={faults.method !== undefined}
            disabled={!ready || socket}
          />
          <VariableInput
            aria-label="URL"
            aria-invalid={faults.url !== undefined || undefined}
            aria-describedby={fault ? errorId : undefined}
            value={draft.url}
            disabled={!ready}
            placeholder="https://example.com/path"
            inputMode="url"
            enterKeyHint="send"
            onChange={(url) => edit({ url })}
            onPaste={onPaste}
            onFocus={({ target }) => {
              // The example gives way to what is typed. A press puts the caret after the focus, hence a frame later.
              if (isBlank(draft))
                requestAnimationFrame(() => {
                  if (target.value === draft.url) target.select();
                });
            }}
            boxClassName="flex-1"
            className={clsx(
              'border-line-strong bg-raised field-mono h-9 w-full min-w-0 rounded-r border px-2.5 md:h-8',
              'focus-visible:border-accent aria-invalid:border-bad aria-invalid:outline-bad focus-visible:-outline-offset-1',
            )}
          />
        </div>
        <div className="flex min-w-0 items-center gap-2 max-lg:w-full">
          <SessionChip />
          <span className="flex-1 lg:hidden" />
          <SaveMenu draft={draft} />
          <SendButton
            flying={flight !== undefined}
            cancelled={flight?.cancelled ?? false}
            ready={ready}
            onCancel={onCancel}
          />
        </div>
      </div>
      {fault ? <FieldError id={errorId}>{fault}</FieldError> : null}
    </form>
  );
}

interface SendButtonProps {
  flying: boolean;
  cancelled: boolean;
  ready: boolean;
  onCancel: () => void;
}

/**
 * One button of one size, so that focus stays: Send, and Cancel while a send is under way. The second click of a
 * double click does not cancel what the first one sent. On phones it stays under the thumb.
 */
function SendButton({ flying, cancelled, ready, onCancel }: SendButtonProps) {
  const Icon = flying ? Square : Send;
  return (
    <Button
      type={flying ? 'button' : 'submit'}
      variant={flying ? 'plain' : 'primary'}
      disabled={!ready}
      aria-disabled={cancelled || undefined}
      title={flying ? 'Stop this send' : 'Ctrl/⌘ + Enter'}
      onClick={(event) => {
        if (flying && event.detail < 2 && !cancelled) {
          event.preventDefault();
          onCancel();
        }
      }}
      icon={<Icon aria-hidden="true" className={clsx('size-3.5', flying && 'fill-current')} />}
      className="w-24 max-md:fixed max-md:right-3 max-md:bottom-3 max-md:z-20 max-md:h-12 max-md:w-28 max-md:text-lg"
    >
      {flying ? 'Cancel' : 'Send'}
    </Button>
  );
}
