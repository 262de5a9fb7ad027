import Link from 'next/link';
import { Section } from '@/components/account/account-page';
import { buttonClass } from '@/components/ui/button';

/** The way to the audit trail. */
export function AuditSection() {
  return (
    <Section
      title="Audit trail"
      lead="Who sent what to which host with which session, and what was done with links, secrets, members and tokens."
    >
      <Link href="/workspace/audit" className={`${buttonClass()} self-start`}>
        Open the audit trail
      </Link>
    </Section>
  );
}
