'use client';
import { DialogSurface } from '@/components/ui/dialog-surface';
import { Keys } from '@/components/ui/keys';
import { KEY_NAMES } from './key-names';
import { useWorkspace } from './workspace-store';

/** All keys. */
export function KeyList() {
  const setOverlay = useWorkspace((state) => state.setOverlay);
  return (
    <DialogSurface title="Keyboard shortcuts" isOpen onClose={() => setOverlay(null)}>
      <div className="flex flex-col gap-4 p-4">
        {KEY_NAMES.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className="text-muted mb-1 text-sm font-semibold">{title}</h3>
            <dl className="grid grid-cols-[8rem_1fr] items-center gap-x-4">
              {keys.map(([names, does]) => (
                <div key={names} className="col-span-2 grid grid-cols-subgrid border-b py-1 last:border-0">
                  <dt>
                    <Keys keys={names} />
                  </dt>
                  <dd>{does.replace('Mod', 'Ctrl or ⌘')}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogSurface>
  );
}
