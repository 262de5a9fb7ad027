import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { AccountPage } from '@/components/account/account-page';
import { AuditFilters } from '@/components/workspace/audit-filters';
import { auditQuery } from '@/components/workspace/audit-query';
import { AuditTable } from '@/components/workspace/audit-table';
import { currentMember, findSignedIn } from '@/lib/auth';
import { listAudit, listAuditable, readAuditFilter } from '@/lib/services/audit';
import { isAtLeast } from '@/lib/services/member';
import { workspaceName } from '@/lib/services/workspaces';

export const metadata: Metadata = { title: 'Audit trail' };

interface AuditProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Who did what in the workspace, for its owner and admins. The address says what of it is shown. */
export default async function AuditPage({ searchParams }: AuditProps) {
  const { cursor, ...said } = given(await searchParams);
  if (!(await findSignedIn())) {
    const here = `/workspace/audit${auditQuery(said)}`;
    redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  }
  const member = await currentMember();
  if (!isAtLeast(member.role, 'admin')) notFound();
  const filter = readAuditFilter(said);
  const [name, choices, page] = await Promise.all([
    workspaceName(member),
    listAuditable(member),
    listAudit(member, { ...filter, cursor }),
  ]);
  return (
    <AccountPage
      title="Audit trail"
      shape="wide"
      here="workspace"
      lead={`Who did what in ${name}. It is only ever added to, and there is no secret in it.`}
    >
      <AuditFilters filter={filter} {...choices} />
      <AuditTable
        entries={page.items}
        filter={filter}
        nextCursor={page.nextCursor}
        isNewest={cursor === undefined}
      />
    </AccountPage>
  );
}

/** Each once, and only those that say something: an empty field of the form narrows nothing. */
function given(search: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      typeof value === 'string' && value !== '' ? [[name, value]] : [],
    ),
  );
}
