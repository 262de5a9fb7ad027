'use client';
import dynamic from 'next/dynamic';
import { createContext, useContext } from 'react';
import type { Offer } from '@/lib/model/offer';
import type { StepResult } from '@/lib/model/run';

/** What a page can make of an offer that a run's step has found. */
export interface OfferDoor {
  take: (stepId: string, offer: Offer) => void;
  /** whether that step's next one is there already */
  isTaken: (stepId: string, offer: Offer) => boolean;
}

/** Null where nothing can be edited, as on a shared page. */
export const OfferDoorContext = createContext<OfferDoor | null>(null);

const StepOffers = dynamic(
  () => import('@/components/sequence/step-offers').then((module) => module.StepOffers),
  { ssr: false },
);

/** Forms and tokens of a step's response, where there is a sequence to put the next step into. */
export function OffersOfStep({ result }: { result: StepResult }) {
  const door = useContext(OfferDoorContext);
  return door && result.exchange ? (
    <StepOffers door={door} stepId={result.stepId} exchange={result.exchange} />
  ) : null;
}
