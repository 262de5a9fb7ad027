'use client';
import { EmbeddedPage } from './embedded-page';
import { LockedShare } from './locked-share';
import { SharedPage } from './shared-page';

/** The way to a page that a password guards; what it then shows is code of this side, as its data comes here first. */
export function LockedPage({ token, embedded }: { token: string; embedded: boolean }) {
  return <LockedShare token={token} Page={embedded ? EmbeddedPage : SharedPage} />;
}
