import { RelativeTime } from './relative-time';

/** When a way in was used last, in words. */
export function LastUsed({ at }: { at: string | null }) {
  if (at === null) return 'never used';
  return (
    <>
      used <RelativeTime iso={at} />
    </>
  );
}
