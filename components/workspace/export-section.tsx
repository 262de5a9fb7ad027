'use client';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Section } from '@/components/account/account-page';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';

/** The workspace as a file. A form of the browser's own, which becomes a download. */
export function ExportSection() {
  const [secrets, setSecrets] = useState(false);
  const [history, setHistory] = useState(true);
  return (
    <Section
      title="Export"
      lead={
        <>
          All that you reach of this workspace in one file, to keep or to take elsewhere: import it under{' '}
          <Link href="/account" className="text-accent underline underline-offset-2">
            Account
          </Link>
          . Links and uploaded files stay here, and so do other members’ private sessions. It is written into
          the audit trail.
        </>
      }
    >
      <form method="post" action="/live/workspace/export" className="flex flex-col gap-3">
        <Checkbox
          name="secrets"
          checked={secrets}
          onChange={({ target }) => setSecrets(target.checked)}
          label="With secrets"
          hint="Cookies, passwords, tokens and secret variables, readable by whoever has the file. Without, a variable stands in the place of each."
        />
        <Checkbox
          name="history"
          label="With past requests and runs"
          disabled={!secrets}
          checked={secrets && history}
          onChange={({ target }) => setHistory(target.checked)}
          hint="They are full of secrets, so they come only with them."
        />
        <Button
          type="submit"
          className="self-start"
          icon={<Download aria-hidden="true" className="size-4" />}
        >
          Export the workspace
        </Button>
      </form>
    </Section>
  );
}
