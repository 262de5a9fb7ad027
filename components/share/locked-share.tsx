'use client';
import { Lock } from 'lucide-react';
import { useEffect, useState, type ComponentType, type SubmitEvent } from 'react';
import { Button } from '@/components/ui/button';
import { SecretField } from '@/components/ui/secret-field';
import { reopenShare, unlockShare } from '@/lib/actions/shares';
import type { SharedView } from '@/lib/model/share';
import type { SharedPageProps } from './shared-page';

interface Unlocked {
  shared: SharedView;
  pass: string;
}

const OFFLINE = 'Playjar did not answer. Check that you are online, then try again.';

/** A link that asks for a password before it says anything of what it shows. The pass lasts as long as the tab. */
export function LockedShare({ token, Page }: { token: string; Page: ComponentType<SharedPageProps> }) {
  const [unlocked, setUnlocked] = useState<Unlocked | null>(null);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const pass = keptPass(token);
    if (pass === null) return;
    reopenShare(token, pass).then(
      (outcome) => outcome.ok && setUnlocked({ shared: outcome.value, pass }),
      () => undefined,
    );
  }, [token]);

  async function unlock(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    if (password === '') {
      setProblem('Type the password that came with the link.');
      return;
    }
    setBusy(true);
    setProblem(null);
    const outcome = await unlockShare(token, password).catch(() => null);
    setBusy(false);
    if (!outcome?.ok) {
      setProblem(outcome ? outcome.error.message : OFFLINE);
      return;
    }
    keepPass(token, outcome.value.pass);
    setUnlocked(outcome.value);
  }
  if (unlocked) return <Page token={token} shared={unlocked.shared} pass={unlocked.pass} />;
  return (
    <main className="mx-auto flex min-h-72 max-w-sm flex-col justify-center gap-4 px-4 py-8 md:min-h-dvh">
      <div className="flex flex-col gap-1">
        <h1 className="flex items-center gap-2 text-xl font-semibold">
          <Lock aria-hidden="true" className="text-muted size-5" />A password is asked for
        </h1>
        <p className="text-muted text-lg">Whoever sent this link to you knows it.</p>
      </div>
      <form onSubmit={(event) => void unlock(event)} noValidate className="flex flex-col gap-3">
        <SecretField label="Password" value={password} error={problem ?? undefined} onChange={setPassword} />
        <Button type="submit" variant="primary" size="lg" aria-disabled={busy}>
          {busy ? 'Opening…' : 'Open'}
        </Button>
      </form>
    </main>
  );
}

/** Storage can be switched off, in frames above all; then the password is asked for again. */
function keptPass(token: string): string | null {
  try {
    return sessionStorage.getItem(`pass ${token}`);
  } catch {
    return null;
  }
}

function keepPass(token: string, pass: string): void {
  try {
    sessionStorage.setItem(`pass ${token}`, pass);
  } catch {
    // Nothing is lost but convenience.
  }
}
