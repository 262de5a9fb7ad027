'use client';
import dynamic from 'next/dynamic';

/** The form that asks for a password, and all that it leads to: code that other links do without. */
export const LockedDoor = dynamic(() => import('./locked-page').then((module) => module.LockedPage));
