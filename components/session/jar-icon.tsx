/** A drawn jar that fills as cookies come: empty, a third, two thirds, full. */
export function JarIcon({ count, className = 'size-4' }: { count: number; className?: string }) {
  const top = count === 0 ? 13 : count < 3 ? 10.2 : count < 8 ? 8 : 6;
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={className} fill="none">
      {count > 0 ? (
        <path
          d={`M4 ${String(top)}h8V12.2a1.3 1.3 0 0 1-1.3 1.3H5.3A1.3 1.3 0 0 1 4 12.2z`}
          fill="currentColor"
          opacity=".45"
        />
      ) : null}
      <path
        d="M4.5 1.75h7M5 1.75v2L3.25 5.6v7A1.9 1.9 0 0 0 5.15 14.5h5.7a1.9 1.9 0 0 0 1.9-1.9v-7L11 3.75v-2"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
