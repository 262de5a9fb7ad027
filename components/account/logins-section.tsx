'use client';
import { useRouter } from 'next/navigation';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { Lines } from '@/components/ui/lines';
import { RelativeTime } from '@/components/ui/relative-time';
import { endLogin, endOtherLogins } from '@/lib/actions/accounts';
import type { Login } from '@/lib/model/account';
import { Section } from './account-page';
import { deviceName } from './device-name';

/** Where one is signed in, and the way to end it. */
export function LoginsSection({ logins }: { logins: readonly Login[] }) {
  const router = useRouter();
  async function end(work: () => Promise<unknown>) {
    try {
      await work();
      router.refresh();
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
    }
  }
  return (
    <Section title="Signed in" lead="A browser that is not used for 30 days is signed out by itself.">
      <Lines label="Browsers that are signed in" count={logins.length}>
        {thisFirst(logins).map((login) => (
          <li key={login.id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="font-semibold" title={login.device}>
              {deviceName(login.device)}
            </span>
            <span className="text-muted flex-1">
              {login.current ? (
                'this browser'
              ) : (
                <>
                  last used <RelativeTime iso={login.lastSeenAt} />
                </>
              )}
            </span>
            {login.current ? null : (
              <Button
                size="sm"
                aria-label={`Sign out ${deviceName(login.device)}`}
                onClick={() => void end(() => settle(endLogin(login.id)))}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </Lines>
      {logins.length > 1 ? (
        <Button className="self-start" onClick={() => void end(() => settle(endOtherLogins()))}>
          Sign out everywhere else
        </Button>
      ) : null}
    </Section>
  );
}

const thisFirst = (logins: readonly Login[]) =>
  logins.toSorted((one, other) => Number(other.current) - Number(one.current));
