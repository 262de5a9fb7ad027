'use client';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { Refusal, sentenceOf } from '@/components/shell/outcome';

export interface FormState {
  busy: boolean;
  /** what is wrong as a whole; '' when nothing is, or when it stands beside a field */
  problem: string;
  /** what is wrong with the field of that path */
  faultOf: (path: string) => string | undefined;
  /** runs on submit; what it throws is shown, and everything typed stays */
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** A form that is sent by an action: busy while it runs, and a refusal stands beside the fields it names. */
export function useForm(send: () => Promise<void>): FormState {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const sent = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (busy || !sent.current) return;
    leadOn(sent.current);
    sent.current = null;
  }, [busy]);
  const faults = refusal instanceof Refusal ? refusal.errors : [];
  async function submit() {
    setBusy(true);
    setRefusal(null);
    try {
      await send();
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }
  return {
    busy,
    problem: refusal !== null && faults.length === 0 ? sentenceOf(refusal) : '',
    faultOf: (path) => faults.find((fault) => fault.path === path)?.message,
    onSubmit(event) {
      event.preventDefault();
      sent.current = event.currentTarget;
      void submit();
    },
  };
}

/** Focus goes to what is wrong; else back into the form, where a button that was disabled while it worked has lost it. */
function leadOn(form: HTMLFormElement): void {
  const wrong = form.querySelector<HTMLElement>('[aria-invalid="true"]');
  const isLost = document.activeElement === null || document.activeElement === document.body;
  const back =
    form.querySelector<HTMLElement>('[type="submit"]:enabled') ?? form.querySelector('input:enabled');
  if (wrong) wrong.focus();
  else if (isLost && back instanceof HTMLElement) back.focus();
}
