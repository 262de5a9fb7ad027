'use client';
import { useEffect } from 'react';
import { tellSignedIn } from './sign-in-channel';

/** Tells the tab that began the sign-in, and takes the spent code out of the address bar. */
export function SignedIn({ sessionName }: { sessionName: string }) {
  useEffect(() => {
    tellSignedIn();
    window.history.replaceState(null, '', window.location.pathname);
  }, []);
  return (
    <p>
      The session <strong className="font-semibold wrap-anywhere">{sessionName}</strong> has its token. This
      page may be closed.
    </p>
  );
}
