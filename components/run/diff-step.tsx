'use client';
import { formatCount } from '@/components/ui/quantity';
import type { StepDiff, StepGlance } from '@/lib/model/run-diff';
import { DiffRows, type DiffRowsProps } from './diff-rows';
import { DiffWordText } from './diff-word';
import { STANDING_WORDS } from './run-words';
import { StepMark } from './step-mark';

export interface DiffStepProps extends Omit<DiffRowsProps, 'part'> {
  step: StepDiff;
}

/** One step of two runs. What is the same is one quiet line that opens. */
export function DiffStep({ step, ...rest }: DiffStepProps) {
  const { name, word, before, after, parts } = step;
  const masked = parts.flatMap(({ rows }) => rows).filter(({ mask }) => mask !== null).length;
  const both = before !== null && after !== null;
  return (
    <li>
      <details open={word !== 'same'} className="group bg-raised @container rounded border">
        <summary className="hover:bg-hover flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 rounded px-3 py-1.5 transition-colors">
          <span className="text-faint w-4 text-right">{(after ?? before)?.number}</span>
          <h3 className="min-w-0 flex-1 font-semibold wrap-anywhere">{name}</h3>
          <Standing before={before} after={after} />
          <span className="text-faint w-28 text-right text-sm max-sm:hidden">
            {word === 'same' && masked > 0 ? `${formatCount(masked, 'value')} masked` : ''}
          </span>
          <DiffWordText word={word} className="w-20" />
        </summary>
        {both ? (
          <div className="border-t">
            {[...parts]
              .sort((a, b) => Number(a.word === 'same') - Number(b.word === 'same'))
              .map((part) => (
                <DiffRows key={part.part} part={part} {...rest} />
              ))}
          </div>
        ) : (
          <p className="text-muted border-t px-3 py-2">
            {before === null
              ? `Only in ${rest.sides[1]}.`
              : `Only in ${rest.sides[0]}: the other has no such step, or ended before it.`}
          </p>
        )}
      </details>
    </li>
  );
}

function Standing({ before, after }: { before: StepGlance | null; after: StepGlance | null }) {
  const [was, is] = [before?.status ?? 'notRun', after?.status ?? 'notRun'] as const;
  return (
    <span className="text-muted inline-flex items-center gap-1.5 text-sm sm:min-w-24">
      <StepMark standing={was} />
      {was === is ? (
        <span className="max-sm:sr-only">{STANDING_WORDS[is]}</span>
      ) : (
        <>
          {STANDING_WORDS[was]} <span aria-label="then">→</span> <StepMark standing={is} />{' '}
          {STANDING_WORDS[is]}
        </>
      )}
    </span>
  );
}
