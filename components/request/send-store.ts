'use client';
import { createContext, useContext } from 'react';
import { createStore, useStore } from 'zustand';
import type { Exchange } from '@/lib/model/exchange';
import { NOT_YET, type SendProgress } from '@/components/exchange/send-progress';
import type { Faults } from './faults';

/** A send under way. */
export interface Flight {
  /** null until the server has named it */
  exchangeId: string | null;
  /** epoch milliseconds */
  startedAt: number;
  progress: SendProgress;
  cancelled: boolean;
}

export interface SendState {
  /** by draft */
  flights: Record<string, Flight>;
  faults: Record<string, Faults>;
  /** why a send could not even start, by draft */
  refusals: Record<string, string>;
  /** exchanges read in this visit, newest last */
  exchanges: Record<string, Exchange>;
  begin: (draftId: string) => void;
  fly: (draftId: string, patch: Partial<Flight>) => void;
  land: (draftId: string) => void;
  accuse: (draftId: string, faults: Faults) => void;
  refuse: (draftId: string, sentence: string) => void;
  keep: (exchange: Exchange) => void;
}

const KEPT = 40;

export function createSendStore() {
  return createStore<SendState>()((set) => ({
    flights: {},
    faults: {},
    refusals: {},
    exchanges: {},
    begin(draftId) {
      const flight: Flight = { exchangeId: null, startedAt: Date.now(), progress: NOT_YET, cancelled: false };
      set(({ flights, faults, refusals }) => ({
        flights: { ...flights, [draftId]: flight },
        faults: { ...faults, [draftId]: {} },
        refusals: without(refusals, draftId),
      }));
    },
    fly(draftId, patch) {
      set(({ flights }) => {
        const flight = flights[draftId];
        return flight ? { flights: { ...flights, [draftId]: { ...flight, ...patch } } } : {};
      });
    },
    land: (draftId) => set(({ flights }) => ({ flights: without(flights, draftId) })),
    accuse: (draftId, faults) => set((state) => ({ faults: { ...state.faults, [draftId]: faults } })),
    refuse: (draftId, sentence) =>
      set(({ refusals }) => ({ refusals: { ...refusals, [draftId]: sentence } })),
    keep(exchange) {
      set(({ exchanges }) => {
        const entries = Object.entries(without(exchanges, exchange.id)).slice(1 - KEPT);
        return { exchanges: { ...Object.fromEntries(entries), [exchange.id]: exchange } };
      });
    },
  }));
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}

export type SendStore = ReturnType<typeof createSendStore>;
export const SendContext = createContext<SendStore | null>(null);

export function useSendStore(): SendStore {
  const store = useContext(SendContext);
  if (!store) throw new Error('WorkspaceProvider is missing');
  return store;
}
export function useSends<T>(select: (state: SendState) => T): T {
  return useStore(useSendStore(), select);
}

const NO_FAULTS: Faults = {};
/** What is wrong with the inputs of a draft, as far as a send has told. */
export function useFaults(draftId: string): Faults {
  return useSends(({ faults }) => faults[draftId] ?? NO_FAULTS);
}
