'use client';
import { usePathname, useRouter } from 'next/navigation';
import { HistoryList } from '@/components/exchange/history-list';
import { useOpenExchangeId } from '@/components/request/draft-store';
import { useOpenExchange } from '@/components/request/use-open-exchange';
import { notify } from '@/components/ui/notify';
import { deleteExchange } from '@/lib/actions/exchanges';
import { sentenceOf, settle } from './outcome';
import { useWorkspace, useWorkspaceStore } from './workspace-store';

/** What the session in use has sent. */
export function RailHistory({ search }: { search: string }) {
  const store = useWorkspaceStore();
  const items = useWorkspace((state) => state.history);
  const exchangeId = useOpenExchangeId();
  const open = useOpenExchange();
  const router = useRouter();
  const path = usePathname();
  const found = items.filter(({ method, url, status }) =>
    `${String(status ?? 'err')} ${method} ${url}`.toLowerCase().includes(search),
  );
  return (
    <HistoryList
      items={found}
      searched={search !== ''}
      openId={path === '/' ? exchangeId : null}
      onOpen={(id) => {
        if (path === '/') void open(id);
        else router.push(`/?exchange=${id}`);
      }}
      onDelete={(item) => {
        store.getState().forget(item.id);
        void notify({
          message: `Deleted ${item.method} from the history`,
          undo: () => store.getState().remember(item),
          onGone: () =>
            void settle(deleteExchange(item.id)).catch(
              (error: unknown) => void notify({ message: sentenceOf(error), tone: 'bad' }),
            ),
        });
      }}
    />
  );
}
