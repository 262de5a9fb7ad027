'use client';
import { lazy, type ComponentProps } from 'react';

const LockedPage = lazy(async () => ({ default: (await import('./locked-page')).LockedPage }));

/**
 * The form that asks for a password, and all that it leads to: code that other links do without. A component around
 * the lazy one, since React refuses a lazy component that a server component reaches as a client reference.
 */
export function LockedDoor(props: ComponentProps<typeof LockedPage>) {
  return <LockedPage {...props} />;
}
