'use client';
import type { OfferDoor } from '@/components/run/offer-door';
import type { Exchange } from '@/lib/model/exchange';
import { OfferList } from './offer-list';
import { useOffers } from './use-offers';

/** What a run's step offers for the step after it, unless that is there already. */
export function StepOffers({
  door,
  stepId,
  exchange,
}: {
  door: OfferDoor;
  stepId: string;
  exchange: Exchange;
}) {
  const offers = useOffers(exchange).filter((offer) => !door.isTaken(stepId, offer));
  return (
    <OfferList
      offers={offers}
      className="rounded border"
      onTake={(number) => {
        const offer = offers[number];
        if (offer) door.take(stepId, offer);
      }}
    />
  );
}
