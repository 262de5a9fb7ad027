'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { sentenceOf, settle } from '@/components/shell/outcome';
import { checkShare, createShare, revokeShare } from '@/lib/actions/shares';
import type { CreatedShare, Finding, ShareInput } from '@/lib/model/share';

export interface ShareEdit {
  /** null until the first check answered */
  findings: readonly Finding[] | null;
  created: CreatedShare | null;
  busy: boolean;
  problem: string | null;
  create: () => Promise<void>;
  revoke: (id: string) => Promise<void>;
  another: () => void;
}

/** Checks what a link would reveal whenever the choices change, then makes it. */
export function useShare(input: ShareInput): ShareEdit {
  const router = useRouter();
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const [created, setCreated] = useState<CreatedShare | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(0);
  const { sequenceId, sessionId } = input;
  const revealed = JSON.stringify(input.reveal ?? []);

  useEffect(() => {
    asked.current += 1;
    const question = asked.current;
    const reveal = JSON.parse(revealed) as string[];
    settle(checkShare({ sequenceId, reveal, ...(sessionId ? { sessionId } : {}) })).then(
      (answer) => {
        if (question !== asked.current) return;
        setFindings(answer.findings);
        setProblem(null);
      },
      (error: unknown) => question === asked.current && setProblem(sentenceOf(error)),
    );
  }, [sequenceId, sessionId, revealed]);

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
    findings,
    created,
    busy,
    problem,
    create: () => attempt(async () => setCreated(await settle(createShare(input)))),
    revoke: (id) => attempt(async () => settle(revokeShare(id))),
    another: () => setCreated(null),
  };
}
