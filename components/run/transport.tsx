'use client';
import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button';
import type { Playback } from './use-playback';

/** Back, play or pause, next, and the two ends. */
export function Transport({ playback, stepCount }: { playback: Playback; stepCount: number }) {
  const { chosen, playing, choose, toggle } = playback;
  const last = stepCount - 1;
  return (
    <span role="group" aria-label="Player controls" className="flex items-center">
      <IconButton label="First step (Home)" size="md" disabled={chosen === 0} onClick={() => choose(0)}>
        <SkipBack aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton
        label="Previous step (left arrow)"
        size="md"
        disabled={chosen === 0}
        onClick={() => choose(chosen - 1)}
      >
        <StepBack aria-hidden="true" className="size-4" />
      </IconButton>
      <button
        type="button"
        title={`${playing ? 'Pause' : 'Play'} (space)`}
        disabled={last === 0}
        onClick={toggle}
        className="border-line-strong hover:bg-hover active:bg-pressed mx-1 inline-flex h-8 w-24 items-center justify-center gap-1.5 rounded-full border font-semibold transition-colors disabled:opacity-55"
      >
        {playing ? (
          <Pause aria-hidden="true" className="size-4 fill-current" />
        ) : (
          <Play aria-hidden="true" className="size-4 fill-current" />
        )}
        {playing ? 'Pause' : 'Play'}
      </button>
      <IconButton
        label="Next step (right arrow)"
        size="md"
        disabled={chosen >= last}
        onClick={() => choose(chosen + 1)}
      >
        <StepForward aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Last step (End)" size="md" disabled={chosen >= last} onClick={() => choose(last)}>
        <SkipForward aria-hidden="true" className="size-4" />
      </IconButton>
      <span className="text-muted ml-2 whitespace-nowrap">
        step {chosen + 1} of {stepCount}
      </span>
    </span>
  );
}
