import type { Door } from './door';
import type * as accounts from '@/lib/actions/accounts';
import type * as arrangements from '@/lib/actions/arrangements';
import type * as checkpoints from '@/lib/actions/checkpoints';
import type * as comments from '@/lib/actions/comments';
import type * as cookies from '@/lib/actions/cookies';
import type * as demo from '@/lib/actions/demo';
import type * as environments from '@/lib/actions/environments';
import type * as exchanges from '@/lib/actions/exchanges';
import type * as interchange from '@/lib/actions/interchange';
import type * as oauth from '@/lib/actions/oauth';
import type * as oidc from '@/lib/actions/oidc';
import type * as offers from '@/lib/actions/offers';
import type * as passkeys from '@/lib/actions/passkeys';
import type * as pastedRequests from '@/lib/actions/pasted-requests';
import type * as runs from '@/lib/actions/runs';
import type * as savedRequests from '@/lib/actions/saved-requests';
import type * as sequences from '@/lib/actions/sequences';
import type * as sessions from '@/lib/actions/sessions';
import type * as shares from '@/lib/actions/shares';
import type * as workspaces from '@/lib/actions/workspaces';

/** The files of server actions. Each is named here; `tests/api/doors.test.ts` fails when one is missing. */
interface Files {
  accounts: typeof accounts;
  arrangements: typeof arrangements;
  checkpoints: typeof checkpoints;
  comments: typeof comments;
  cookies: typeof cookies;
  demo: typeof demo;
  environments: typeof environments;
  exchanges: typeof exchanges;
  interchange: typeof interchange;
  oauth: typeof oauth;
  oidc: typeof oidc;
  offers: typeof offers;
  passkeys: typeof passkeys;
  'pasted-requests': typeof pastedRequests;
  runs: typeof runs;
  'saved-requests': typeof savedRequests;
  sequences: typeof sequences;
  sessions: typeof sessions;
  shares: typeof shares;
  workspaces: typeof workspaces;
}

/** The arguments of every server action, by its file and its name. */
type AskedOf = {
  [File in keyof Files]: {
    [Name in keyof Files[File]]: Files[File][Name] extends (...args: infer Args) => unknown ? Args : never;
  };
};

export type ActionFile = keyof Files;
/** What is known of the server actions of one file: each has a line. */
export type DoorsOf<File extends ActionFile> = {
  [Name in keyof AskedOf[File]]: Door<AskedOf[File][Name]>;
};
