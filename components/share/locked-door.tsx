'use client';
import { lazy } from 'react';

/** The form that asks for a password, and all that it leads to: code that other links do without. */
export const LockedDoor = lazy(async () => ({ default: (await import('./locked-page')).LockedPage }));
