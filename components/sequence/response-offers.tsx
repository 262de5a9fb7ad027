'use client';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { useWorkspaceStore } from '@/components/shell/workspace-store';
import { takeOffer } from '@/lib/actions/offers';
import type { Exchange } from '@/lib/model/exchange';
import type { Offer } from '@/lib/model/offer';
import { OfferList } from './offer-list';
import type { StepTarget } from './step-target-dialog';
import { useOffers } from './use-offers';

const StepTargetDialog = dynamic(
  () => import('./step-target-dialog').then((module) => module.StepTargetDialog),
  { ssr: false },
);

/** Forms and tokens of a response in the playground; one that is taken opens as a step of a sequence. */
export function ResponseOffers({ exchange }: { exchange: Exchange }) {
  const offers = useOffers(exchange);
  const store = useWorkspaceStore();
  const router = useRouter();
  const [chosen, setChosen] = useState<number | null>(null);
  const offer = chosen === null ? undefined : offers[chosen];

  async function make(number: number, target: StepTarget) {
    try {
      const { sequence, position } = await settle(takeOffer(exchange.id, number, target));
      const entry = { id: sequence.id, name: sequence.name, stepCount: sequence.steps.length };
      const others = store.getState().sequences.filter(({ id }) => id !== sequence.id);
      store.getState().take({ sequences: [entry, ...others] });
      setChosen(null);
      router.push(`/sequences/${sequence.id}?step=${position + 1}`);
      return null;
    } catch (error) {
      return sentenceOf(error);
    }
  }
  return (
    <>
      <OfferList offers={offers} onTake={setChosen} className="border-t max-md:mb-16" />
      {offer && chosen !== null ? (
        <StepTargetDialog
          title="Make the next step"
          submit="Make the step"
          choosing
          suggestion={new URL(exchange.response?.url ?? exchange.request.url).hostname}
          onTarget={(target) => make(chosen, target)}
          onClose={() => setChosen(null)}
        >
          <Becoming offer={offer} />
        </StepTargetDialog>
      ) : null}
    </>
  );
}

function Becoming({ offer: { extract, title } }: { offer: Offer }) {
  const taken = extract.map(({ variable }) => variable).join(', ');
  return (
    <>
      This request becomes a step
      {taken === '' ? null : (
        <>
          {' '}
          that takes <code>{taken}</code> out of its response
        </>
      )}
      ; the {title} is the step after it.
    </>
  );
}
