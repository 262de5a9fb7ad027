/** Playjar's mark: a jar with a play triangle in it. */
export function Mark({ className = 'size-5' }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className} fill="none">
      <path
        d="M5.5 2.25h9M6.25 2.25V4.5L4 7v8.5a2.25 2.25 0 0 0 2.25 2.25h7.5A2.25 2.25 0 0 0 16 15.5V7l-2.25-2.5V2.25"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M8.25 8.75 13 11.75l-4.75 3z" fill="currentColor" />
    </svg>
  );
}
