'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { Confirm, type Question } from '@/components/ui/confirm';
import { FieldError } from '@/components/ui/field';
import { notify } from '@/components/ui/notify';
import { Lines } from '@/components/ui/lines';
import { LastUsed } from '@/components/ui/last-used';
import { RelativeTime } from '@/components/ui/relative-time';
import { TextField } from '@/components/ui/text-field';
import { removePasskey, renamePasskey } from '@/lib/actions/passkeys';
import type { Passkey } from '@/lib/model/passkey';
import { Section } from './account-page';
import { makePasskey } from './passkey-browser';
import { PasswordField } from './password-field';
import { useForm } from './use-form';

/** Makes, lists, renames and removes passkeys. */
export function PasskeysSection({
  passkeys,
  hasPassword,
}: {
  passkeys: readonly Passkey[];
  hasPassword: boolean;
}) {
  const router = useRouter();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [question, setQuestion] = useState<Question | null>(null);
  const form = useForm(async () => {
    await makePasskey(name.trim() || 'Passkey', password);
    setName('');
    setPassword('');
    router.refresh();
  });
  return (
    <Section
      title="Passkeys"
      lead="Sign in by fingerprint, face, PIN or security key instead of the password. A passkey works for this address of Playjar alone."
    >
      <form noValidate onSubmit={form.onSubmit} className="flex flex-col gap-3">
        <TextField
          label="Name"
          placeholder="work laptop"
          className="w-64 max-sm:w-full"
          value={name}
          error={form.faultOf('name')}
          onChange={(event) => setName(event.target.value)}
        />
        {hasPassword ? (
          <PasswordField
            label="Your password, once more"
            purpose="current-password"
            className="w-64 max-sm:w-full"
            value={password}
            error={form.faultOf('password')}
            onChange={setPassword}
          />
        ) : null}
        <Button type="submit" className="self-start" disabled={form.busy || (hasPassword && !password)}>
          {form.busy ? 'Waiting for the device…' : 'Make a passkey'}
        </Button>
      </form>
      {form.problem ? <FieldError>{form.problem}</FieldError> : null}
      <Lines label="Passkeys" count={passkeys.length}>
        {passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} onAsk={setQuestion} />
        ))}
      </Lines>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </Section>
  );
}

interface PasskeyRowProps {
  passkey: Passkey;
  /** shows what is asked before it is done */
  onAsk: (question: Question) => void;
}

function PasskeyRow({ passkey: { id, name, createdAt, lastUsedAt }, onAsk }: PasskeyRowProps) {
  const router = useRouter();
  const [typed, setTyped] = useState<string | null>(null);
  const [wasTyped, setWasTyped] = useState(false);
  const form = useForm(async () => {
    await settle(renamePasskey(id, typed ?? name));
    setTyped(null);
    router.refresh();
  });
  function startTyping() {
    setTyped(name);
    setWasTyped(true);
  }
  async function remove() {
    try {
      await settle(removePasskey(id));
      router.refresh();
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
    }
  }
  const ask = () =>
    onAsk({
      title: `Remove ${name}?`,
      text: `Nobody signs in with ${name} from then on. Nothing brings it back; the device would need a new one.`,
      yes: 'Remove',
      act: remove,
    });
  if (typed !== null)
    return (
      <li className="py-1.5">
        <form noValidate onSubmit={form.onSubmit} className="flex flex-wrap items-end gap-3">
          <TextField
            label="Name of the passkey"
            className="w-64 max-sm:w-full"
            autoFocus
            value={typed}
            error={form.problem || form.faultOf('')}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" disabled={form.busy || typed.trim() === ''}>
            Save
          </Button>
          <Button onClick={() => setTyped(null)}>Cancel</Button>
        </form>
      </li>
    );
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{name}</span>
        <span className="text-muted block">
          made <RelativeTime iso={createdAt} /> · <LastUsed at={lastUsedAt} />
        </span>
      </span>
      <Button size="sm" aria-label={`Rename ${name}`} autoFocus={wasTyped} onClick={startTyping}>
        Rename
      </Button>
      <Button size="sm" aria-label={`Remove ${name}`} onClick={ask}>
        Remove
      </Button>
    </li>
  );
}
