import type { GivenRole, Role } from '@/lib/model/account';

/** What each role that can be given may do, in a few words. */
export const GIVEN_ROLES: readonly { value: GivenRole; label: string; may: string }[] = [
  { value: 'viewer', label: 'viewer', may: 'sees and replays, sends and changes nothing' },
  { value: 'editor', label: 'editor', may: 'sends, saves and shares' },
  { value: 'admin', label: 'admin', may: 'also invites and removes people' },
];

/** The roles that someone may hand out: nobody makes an equal but the owner. */
export function rolesGivenBy(role: Role): { value: GivenRole; label: string }[] {
  const most = role === 'owner' ? 3 : 2;
  return GIVEN_ROLES.slice(0, most).map(({ value, label, may }) => ({ value, label: `${label}: ${may}` }));
}
