'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { checkShare, createShare, revokeShare } from '@/lib/actions/shares';
import type { CreatedShare, ShareCheck, ShareInput } from '@/lib/model/share';

export interface ShareEdit {
  /** what the link would be; null until the first check answered */
  check: ShareCheck | null;
  created: CreatedShare | null;
  busy: boolean;
  problem: string | null;
  create: (input: ShareInput) => Promise<void>;
  revoke: (id: string) => Promise<void>;
  another: () => void;
}

/** Checks what a link would reveal whenever the choices change, then makes it. `question` is null while it cannot be. */
export function useShare(question: ShareInput | null): ShareEdit {
  const router = useRouter();
  const [check, setCheck] = useState<ShareCheck | null>(null);
  const [created, setCreated] = useState<CreatedShare | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(0);
  const text = question && JSON.stringify(question);

  useEffect(() => {
    asked.current += 1;
    const number = asked.current;
    if (text === null) return;
    settle(checkShare(JSON.parse(text) as ShareInput)).then(
      (answer) => {
        if (number !== asked.current) return;
        setCheck(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (number !== asked.current) return;
        setCheck(null);
        setProblem(sentenceOf(error));
      },
    );
  }, [text]);

  async function attempt(work: () => Promise<void>) {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      router.refresh();
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  return {
    check: text === null ? null : check,
    created,
    busy,
    problem,
    create: (input) => attempt(async () => setCreated(await settle(createShare(input)))),
    revoke: (id) => attempt(async () => settle(revokeShare(id))),
    another: () => setCreated(null),
  };
}
