'use client';
import { Plus, X } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { removeRow, type ListChange } from '@/components/ui/removal';
import { Segmented } from '@/components/ui/segmented';
import { TextField } from '@/components/ui/text-field';
import type { Draft, MessageRow, SocketDraft } from './draft';
import { useFaults } from './send-store';
import { newMessage } from './socket-draft';
import { useEdit } from './use-edit';

type SocketPatch = Partial<SocketDraft> | ((socket: SocketDraft) => Partial<SocketDraft>);
type Change = (patch: SocketPatch) => void;

/** What is said once a WebSocket is open, and when it closes. */
export function MessagesEditor({ draft }: { draft: Draft }) {
  const edit = useEdit(draft.id);
  const fault = useFaults(draft.id).socket;
  const { socket } = draft;
  const change: Change = (patch) =>
    edit((now) => ({
      socket: { ...now.socket, ...(typeof patch === 'function' ? patch(now.socket) : patch) },
    }));
  return (
    <div className="flex flex-col">
      {fault ? <FieldError className="border-b px-3 py-1.5">{fault}</FieldError> : null}
      <Messages
        messages={socket.messages}
        onChange={(edited) => change(({ messages }) => ({ messages: edited(messages) }))}
      />
      <Closing socket={socket} onChange={change} />
      <div className="grid max-w-160 grid-cols-1 gap-3 border-t p-3 sm:grid-cols-2">
        <TextField
          label="Subprotocols"
          mono
          placeholder="none"
          hint="Separated by commas, the best first."
          value={socket.subprotocols}
          onChange={(event) => change({ subprotocols: event.target.value })}
        />
      </div>
    </div>
  );
}

interface MessagesProps {
  messages: readonly MessageRow[];
  onChange: ListChange<MessageRow>;
}

function Messages({ messages, onChange }: MessagesProps) {
  const put = (id: string, patch: Partial<MessageRow>) =>
    onChange((now) => now.map((message) => (message.id === id ? { ...message, ...patch } : message)));
  return (
    <>
      {messages.length === 0 ? (
        <p className="text-muted px-3 pt-3">Nothing is said by itself once it is open.</p>
      ) : (
        <ol aria-label="Messages to send">
          {messages.map((message, index) => (
            <MessageLine
              key={message.id}
              label={`Message ${String(index + 1)}`}
              message={message}
              onChange={(patch) => put(message.id, patch)}
              onRemove={() =>
                removeRow(onChange, message, index, message.text || message.base64 ? 'message' : null)
              }
            />
          ))}
        </ol>
      )}
      <div className="p-2">
        <Button
          size="sm"
          icon={<Plus aria-hidden="true" className="size-3.5" />}
          onClick={() => onChange((now) => [...now, newMessage()])}
        >
          Add message
        </Button>
      </div>
    </>
  );
}

interface MessageLineProps {
  label: string;
  message: MessageRow;
  onChange: (patch: Partial<MessageRow>) => void;
  onRemove: () => void;
}

function MessageLine({ label, message, onChange, onRemove }: MessageLineProps) {
  const lower = label.toLowerCase();
  return (
    <li className={`hover:bg-hover/40 flex items-start border-b ${message.on ? '' : 'opacity-60'}`}>
      <label className="inline-flex size-9 shrink-0 items-center justify-center max-md:h-10">
        <input
          type="checkbox"
          aria-label={`${label} on`}
          checked={message.on}
          onChange={(event) => onChange({ on: event.target.checked })}
          className="size-3.5"
        />
      </label>
      {message.base64 === null ? (
        <textarea
          aria-label={label}
          value={message.text}
          placeholder="text or JSON"
          rows={1}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="none"
          onChange={(event) => onChange({ text: event.target.value })}
          className="scroll-thin field-mono field-sizing-content max-h-48 min-h-9 min-w-0 flex-1 resize-none border-l bg-transparent px-2 py-2 leading-5! -outline-offset-2! max-md:min-h-10"
        />
      ) : (
        <span className="text-muted flex min-h-9 min-w-0 flex-1 items-center border-l px-2 text-sm">
          Bytes, sent as they were saved
        </span>
      )}
      <span className="flex size-9 shrink-0 items-center justify-center max-md:h-10">
        <IconButton label={`Delete ${lower}`} onClick={onRemove}>
          <X aria-hidden="true" className="size-3.5" />
        </IconButton>
      </span>
    </li>
  );
}

const CLOSES = [
  { value: 'stays', label: 'When I close it' },
  { value: 'until', label: 'By itself' },
] as const;

function Closing({ socket, onChange }: { socket: SocketDraft; onChange: Change }) {
  const field = (name: 'count' | 'contains' | 'idle' | 'time') => ({
    value: socket[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <div className="border-t">
      <div className="flex min-h-9 flex-wrap items-center gap-2 px-3 py-1">
        <span className="text-muted">Close</span>
        <Segmented
          label="When it closes"
          options={CLOSES}
          value={socket.stays ? 'stays' : 'until'}
          onChange={(value) => onChange({ stays: value === 'stays' })}
        />
      </div>
      {socket.stays ? (
        <p className="text-muted px-3 pb-3 text-sm">
          While it is open you can talk beside the response. A run of a sequence closes it after a second of
          silence.
        </p>
      ) : (
        <div className="grid max-w-160 grid-cols-1 gap-3 px-3 pb-3 sm:grid-cols-2">
          <TextField
            label="Messages received"
            inputMode="numeric"
            placeholder="any number"
            {...field('count')}
          />
          <TextField label="A message contains" mono placeholder="anything" {...field('contains')} />
          <TextField
            label="Silence, seconds"
            inputMode="decimal"
            placeholder={usualIdle(socket)}
            {...field('idle')}
          />
          <TextField
            label="Open for, seconds"
            inputMode="decimal"
            placeholder="no limit of its own"
            {...field('time')}
          />
          <p className="text-faint text-sm sm:col-span-2">
            What is met first closes it; the server may be sooner.
          </p>
        </div>
      )}
    </div>
  );
}

function usualIdle({ count, contains, time }: SocketDraft): string {
  return count || contains || time ? 'does not close it' : '1';
}
