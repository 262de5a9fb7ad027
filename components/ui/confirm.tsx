'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

/** What cannot be undone, and what of it one has to know before. */
export interface Question {
  title: string;
  text: string;
  /** what the button says that does it */
  yes: string;
  act: () => Promise<unknown>;
}

/** Asks before something that nothing brings back. */
export function Confirm({ question, onClose }: { question: Question | null; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  if (question === null) return null;
  async function act({ act: deed }: Question) {
    setBusy(true);
    await deed();
    setBusy(false);
    onClose();
  }
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button variant="danger" disabled={busy} onClick={() => void act(question)}>
        {question.yes}
      </Button>
    </>
  );
  return (
    <Dialog title={question.title} isOpen onClose={onClose} footer={footer}>
      <p className="p-4 wrap-anywhere md:w-120">{question.text}</p>
    </Dialog>
  );
}
