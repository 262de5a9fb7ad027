import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AccountMenu, type Who } from '@/components/account/account-menu';
import { WorkspaceSwitch } from '@/components/account/workspace-switch';
import { Frame } from '@/components/shell/frame';
import { parseTheme, THEME_COOKIE } from '@/components/shell/theme';
import {
  DENSITY_COOKIE,
  ENVIRONMENT_COOKIE,
  LAYOUT_COOKIE,
  parseDensity,
  parseLayout,
  SESSION_COOKIE,
} from '@/components/shell/view-cookies';
import { WorkspaceProvider } from '@/components/shell/workspace-provider';
import type { WorkspaceData } from '@/components/shell/workspace-store';
import { currentMember, findSignedIn } from '@/lib/auth';
import { getArrangement } from '@/lib/services/arrangements';
import { listEnvironments } from '@/lib/services/environments';
import { listExchanges } from '@/lib/services/exchanges';
import { listSavedRequests } from '@/lib/services/saved-requests';
import { listSequences } from '@/lib/services/sequences';
import { listSessions } from '@/lib/services/sessions';
import { speaksHttp2 } from '@/lib/services/transports';
import { hasColleagues, listWorkspaces } from '@/lib/services/workspaces';

/** The tool's frame, with what the workspace holds. Everything the first HTML shows comes from here. */
export default async function PlaygroundLayout({ children }: { children: ReactNode }) {
  const jar = await cookies();
  const chosen = (name: string) => jar.get(name)?.value;
  const data = await loadWorkspace({
    session: chosen(SESSION_COOKIE),
    environment: chosen(ENVIRONMENT_COOKIE),
    layout: chosen(LAYOUT_COOKIE),
  });
  const who = await findWho(data.workspaceId);
  return (
    <WorkspaceProvider data={data}>
      <Frame
        theme={parseTheme(jar.get(THEME_COOKIE)?.value)}
        menu={<AccountMenu who={who} />}
        place={who && who.workspaces.length > 1 ? <WorkspaceSwitch {...who} /> : null}
        density={parseDensity(jar.get(DENSITY_COOKIE)?.value)}
      >
        {children}
      </Frame>
    </WorkspaceProvider>
  );
}

async function findWho(workspaceId: string): Promise<Who | null> {
  const signedIn = await findSignedIn();
  return signedIn && { account: signedIn.account, workspaces: await listWorkspaces(signedIn), workspaceId };
}

/** What this browser had in use, as its cookies say. */
interface InUse {
  session: string | undefined;
  environment: string | undefined;
  layout: string | undefined;
}

async function loadWorkspace({ session: wanted, environment, layout }: InUse): Promise<WorkspaceData> {
  const member = await currentMember();
  const madeAt = new Date().toISOString();
  const [isTeam, sessions, savedRequests, sequences, environments, arrangement] = await Promise.all([
    hasColleagues(member),
    listSessions(member, { limit: 100 }),
    listSavedRequests(member),
    listSequences(member, { limit: 100 }),
    listEnvironments(member),
    getArrangement(member),
  ]);
  const oldestFirst = sessions.items.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const sessionId = (oldestFirst.find(({ id }) => id === wanted) ?? oldestFirst[0])?.id ?? null;
  const history = sessionId === null ? [] : (await listExchanges(member, { sessionId, limit: 50 })).items;
  return {
    workspaceId: member.workspaceId,
    madeAt,
    isTeam,
    http2Works: speaksHttp2(),
    sessions: oldestFirst,
    savedRequests,
    sequences: sequences.items.map(({ id, name, steps }) => ({ id, name, stepCount: steps.length })),
    history,
    sessionId,
    environments,
    environmentId: environments.find(({ id }) => id === environment)?.id ?? null,
    arrangement,
    layout: parseLayout(layout),
  };
}
