export interface WarningListProps {
  warnings: readonly string[];
  /** of the list, where no heading stands over it */
  label?: string;
}

/** What could not be done, line by line; nothing where there is none. */
export function WarningList({ warnings, label }: WarningListProps) {
  if (warnings.length === 0) return null;
  return (
    <ul aria-label={label} className="text-warn flex list-disc flex-col gap-0.5 pl-4 text-sm">
      {warnings.map((warning, index) => (
        <li key={index} className="wrap-anywhere">
          {warning}
        </li>
      ))}
    </ul>
  );
}
