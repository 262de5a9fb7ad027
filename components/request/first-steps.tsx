'use client';
import { KeyRound, Route, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { FieldError } from '@/components/ui/field';
import { Keys } from '@/components/ui/keys';
import { useExamples, type Example } from './use-examples';

interface Offer {
  example: Example;
  icon: ReactNode;
  title: string;
  words: string;
  button: string;
}

const ICON = 'text-accent mt-0.5 size-4 shrink-0';
const OFFERS: readonly Offer[] = [
  {
    example: 'login',
    icon: <KeyRound aria-hidden="true" className={ICON} />,
    title: 'Log in and read a restricted page',
    words: 'The login’s cookie goes into the session’s jar, and the next request is let in by it.',
    button: 'Try the login demo',
  },
  {
    example: 'form',
    icon: <ShieldCheck aria-hidden="true" className={ICON} />,
    title: 'Send a form with a CSRF token',
    words: 'Refused without its hidden token; a step takes the token out of the page for the next.',
    button: 'Try the form demo',
  },
  {
    example: 'redirect',
    icon: <Route aria-hidden="true" className={ICON} />,
    title: 'Follow redirects that set cookies',
    words: 'Four hops, each with its own request and ledger: what was sent, stored, withheld and why.',
    button: 'Try the redirect demo',
  },
];

/** What stands where no response is yet: how to get one, and three worked examples on the practice site. */
export function FirstSteps() {
  const { start, busy, error } = useExamples();
  return (
    <div className="flex max-w-160 flex-col gap-5 p-5">
      <div className="flex flex-col gap-1">
        <p className="text-lg font-semibold">Nothing sent yet</p>
        <p className="text-muted max-w-prose">
          Type a URL and press Send, or <Keys keys="Mod+Enter" className="align-middle" />. The response, its
          cookies and every redirect on the way appear here. Cookies that come are kept in the session and
          sent back by it, as a browser would.
        </p>
      </div>
      <section aria-label="Worked examples" className="flex flex-col gap-2">
        <h2 className="text-muted text-sm font-semibold">Worked examples, on the practice site built in</h2>
        <ul className="divide-line bg-panel divide-y rounded border">
          {OFFERS.map(({ example, icon, title, words, button }) => (
            <li key={example} className="flex flex-wrap items-start gap-x-3 gap-y-2 p-3">
              {icon}
              <div className="min-w-48 flex-1">
                <p className="font-semibold">{title}</p>
                <p className="text-muted">{words}</p>
              </div>
              <Button disabled={busy} onClick={() => void start(example)}>
                {button}
              </Button>
            </li>
          ))}
        </ul>
        {error ? <FieldError>{error}</FieldError> : null}
      </section>
    </div>
  );
}
