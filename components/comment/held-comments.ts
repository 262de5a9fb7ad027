'use client';
import { useEffect, useMemo } from 'react';
import { createStore, useStore } from 'zustand';
import { oneAtATime } from '@/components/live/look-again';
import type { CommentPin, PlacedComment } from '@/lib/model/comment';
import { pinKey, subjectOf } from './pins';

type Held = Readonly<Record<string, readonly PlacedComment[]>>;
/** Under this name are those of the whole workspace that are open. */
const ALL = 'all';
const MOST = 200;

/** What was said, by the id of the thing that it is about; newest first, as the server lists it. */
const held = createStore<Held>(() => ({}));
/** Reads one of them anew. */
const readers = new Map<string, () => void>();

function readerOf(id: string, query: string): () => void {
  const known = readers.get(id);
  if (known) return known;
  const read = oneAtATime(async () => {
    const answer = await fetch(`/live/comments?limit=${MOST}&${query}`).catch(() => null);
    // What was there before stays in view when the server is away; it is asked again with the next change.
    if (!answer?.ok) return;
    const { items } = (await answer.json()) as { items: PlacedComment[] };
    held.setState({ [id]: items });
  });
  readers.set(id, read);
  return read;
}

function useHeld(id: string, query: string): readonly PlacedComment[] | undefined {
  useEffect(() => {
    if (!(id in held.getState())) readerOf(id, query)();
  }, [id, query]);
  return useStore(held, (state) => state[id]);
}

/** The comments at one place, oldest first; null while they are not known. */
export function useCommentsAt(pin: CommentPin): readonly PlacedComment[] | null {
  const all = useHeld(subjectOf(pin), queryOf(pin));
  const key = pinKey(pin);
  return useMemo(() => all?.filter((one) => pinKey(one.pin) === key).toReversed() ?? null, [all, key]);
}

/** The open comments of the workspace, newest first; null while they are not known. */
export function useOpenComments(): readonly PlacedComment[] | null {
  useEffect(() => readerOf(ALL, 'open=true')(), []);
  return useStore(held, (state) => state[ALL]) ?? null;
}

/** Something was said, changed or deleted about a thing: where it is in view it is read anew. Null: perhaps anything. */
export function lookAtComments(subjectId: string | null): void {
  for (const [id, read] of readers) if (subjectId === null || id === subjectId || id === ALL) read();
}

function queryOf(pin: CommentPin): string {
  const name = pin.on === 'step' ? 'sequenceId' : pin.on === 'jar' ? 'sessionId' : 'exchangeId';
  return `${name}=${encodeURIComponent(subjectOf(pin))}`;
}
