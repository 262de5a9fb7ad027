'use client';
import dynamic from 'next/dynamic';
import { createContext, useContext } from 'react';
import { WorkspaceContext } from '@/components/shell/workspace-store';
import type { CommentPin } from '@/lib/model/comment';

const Button = dynamic(() => import('./comments-button').then((module) => module.CommentsButton), {
  ssr: false,
  // Its place is there from the first, so that nothing moves when it comes.
  loading: () => <span className="inline-block size-6 shrink-0" />,
});

export interface CommentsProps {
  pin: CommentPin;
  /** what it is pinned to: `step 2, Log in` */
  of: string;
}

/** The sequence whose steps are in view; null where they are not to be commented on. */
export const CommentedSequence = createContext<string | null>(null);

/** Whether what is in view can be commented on: there are others to read it. Never on a shared page. */
export function useCommenting(): boolean {
  return useContext(WorkspaceContext)?.getState().isTeam === true;
}

/** What is said about something, and the place to say it. Nothing where nobody else would read it. */
export function Comments(props: CommentsProps) {
  return useCommenting() ? <Button {...props} /> : null;
}

/** The same for a step that is saved. */
export function StepComments({ stepId, of }: { stepId: string | null; of: string }) {
  const sequenceId = useContext(CommentedSequence);
  if (sequenceId === null || stepId === null) return null;
  return <Comments pin={{ on: 'step', sequenceId, stepId }} of={of} />;
}
