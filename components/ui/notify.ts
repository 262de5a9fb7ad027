import { toastLibrary } from './toast-library';

export interface Notice {
  message: string;
  /** takes the place of the one before it of that name */
  id?: string;
  detail?: string;
  tone?: 'plain' | 'bad';
  /** a button that takes back what was done */
  undo?: () => void;
  /** a button that leads on */
  action?: { label: string; run: () => void };
  /** called once when the notice is gone and undo was not used */
  onGone?: () => void;
}

/** Shows a short notice. The library behind it loads with the first one. */
export async function notify({
  message,
  id,
  detail,
  tone = 'plain',
  undo,
  action,
  onGone,
}: Notice): Promise<void> {
  const { toast } = await toastLibrary();
  let settled = false;
  const once = (run?: () => void) => () => {
    if (settled) return;
    settled = true;
    run?.();
  };
  const show = tone === 'bad' ? toast.error : toast;
  show(message, {
    ...(id ? { id } : {}),
    ...(detail ? { description: detail } : {}),
    ...(undo ? { action: { label: 'Undo', onClick: once(undo) } } : {}),
    ...(action ? { action: { label: action.label, onClick: action.run } } : {}),
    onDismiss: once(onGone),
    onAutoClose: once(onGone),
    duration: undo ? 7000 : 5000,
  });
}
