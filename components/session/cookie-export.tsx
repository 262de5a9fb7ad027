'use client';
import { Download } from 'lucide-react';
import type { Session } from '@/lib/model/session';
import { exportCookies } from '@/lib/actions/cookies';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { buttonClass } from '@/components/ui/button';
import { Menu, type MenuSection } from '@/components/ui/menu';
import { notify } from '@/components/ui/notify';

const SECTIONS: readonly MenuSection[] = [
  {
    id: 'file',
    title: 'As a file',
    items: [
      { id: 'json', label: 'JSON', note: 'all attributes' },
      { id: 'netscape', label: 'cookies.txt', note: 'for curl' },
    ],
  },
  { id: 'copy', items: [{ id: 'header', label: 'Copy as a Cookie: header' }] },
];

/** Takes the jar out: as a file, or as a header to paste. */
export function CookieExport({ session }: { session: Session }) {
  async function act(id: string) {
    try {
      const text = await settle(exportCookies(session.id, id as 'json' | 'netscape' | 'header'));
      if (id !== 'header') download(text, id === 'json' ? `${session.name}-cookies.json` : 'cookies.txt');
      else {
        await navigator.clipboard.writeText(text.trim());
        await notify({ message: 'Copied. The values are in the clear: mind where you paste them.' });
      }
    } catch (error) {
      await notify({ message: sentenceOf(error), tone: 'bad' });
    }
  }
  return (
    <Menu
      label="Export"
      placement="bottom end"
      sections={SECTIONS}
      onAction={(id) => void act(id)}
      disabled={session.cookieCount === 0}
      className={buttonClass('plain')}
    >
      <Download aria-hidden="true" className="size-4" />
      Export
    </Menu>
  );
}

function download(text: string, name: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
