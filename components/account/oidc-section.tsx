'use client';
import { useRouter } from 'next/navigation';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { Button } from '@/components/ui/button';
import { notify } from '@/components/ui/notify';
import { LastUsed } from '@/components/ui/last-used';
import { connectOidc, disconnectOidc } from '@/lib/actions/oidc';
import type { Identity } from '@/lib/model/oidc';
import { Section } from './account-page';

/** The provider's person that signs in to this account, and the way to connect one. */
export function OidcSection({ provider, identities }: { provider: string; identities: readonly Identity[] }) {
  const router = useRouter();
  async function attempt(work: () => Promise<void>) {
    try {
      await work();
    } catch (error) {
      void notify({ message: sentenceOf(error), tone: 'bad' });
    }
  }
  return (
    <Section title={provider} lead={`Once it is connected, signing in at ${provider} opens this account.`}>
      {identities.length === 0 ? (
        <Button
          className="self-start"
          onClick={() => void attempt(async () => window.location.assign(await settle(connectOidc())))}
        >
          Connect {provider}
        </Button>
      ) : (
        <ul className="divide-line divide-y border-y">
          {identities.map(({ id, issuer, lastUsedAt }) => (
            <li key={id} className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <span className="min-w-0 flex-1">
                <span className="block truncate font-semibold">{issuer}</span>
                <span className="text-muted block">
                  <LastUsed at={lastUsedAt} />
                </span>
              </span>
              <Button
                size="sm"
                aria-label={`Disconnect ${issuer}`}
                onClick={() =>
                  void attempt(async () => {
                    await settle(disconnectOidc(id));
                    router.refresh();
                  })
                }
              >
                Disconnect
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
