'use client';
import { HEADER_NAMES } from './header-names';
import { headerValues } from './header-values';
import { InheritingPairs, type InheritingPairsProps } from './inheriting-pairs';

/** The headers of a request; names and values that are typed often are offered. */
export function HeaderEditor(props: Omit<InheritingPairsProps, 'noun' | 'suggestions' | 'valuesOf'>) {
  return <InheritingPairs noun="Header" suggestions={HEADER_NAMES} valuesOf={headerValues} {...props} />;
}
