import 'server-only';
import * as store from '@/lib/db/environments';
import { AppError, notFound } from '@/lib/errors';
import type { Saved } from '@/lib/model/edit';
import { EnvironmentInput, type Environment } from '@/lib/model/environment';
import { noteNow } from './audit';
import { tell } from './changes';
import { type EditBasis, reconcile, wholeBasis } from './edits';
import { isAtLeast, mayEdit, type Member } from './member';

/** The workspace's environments by name. The values of secrets stay behind. */
export async function listEnvironments(member: Member): Promise<Environment[]> {
  return (await store.listEnvironments(member.scope)).map(withoutSecrets);
}

/** @throws AppError `not_found` */
export async function getEnvironment(member: Member, id: string): Promise<Environment> {
  return withoutSecrets(await getStored(member, id));
}

/** @throws AppError `invalid_request` for a secret without a value */
export async function createEnvironment(member: Member, input: EnvironmentInput): Promise<Environment> {
  mayEdit(member);
  const parsed = EnvironmentInput.parse(input);
  const id = await store.createEnvironment(member.scope, {
    name: parsed.name,
    variables: filledIn(parsed, []),
  });
  await tell(member, 'environment', { subjectId: id });
  return getEnvironment(member, id);
}

/**
 * Replaces name and variables whole; a secret whose value is null keeps the one it has.
 * @param ifVersion the version that was read; left out: whatever is stored is replaced
 * @throws AppError `not_found`; `conflict` when someone else saved meanwhile, with what is stored; `invalid_request`
 */
export async function replaceEnvironment(
  member: Member,
  id: string,
  input: EnvironmentInput,
  ifVersion?: number,
): Promise<Environment> {
  const { cameIn: _none, ...environment } = await editEnvironment(member, id, input, wholeBasis(ifVersion));
  return environment;
}

/**
 * Saves an edit; what others saved since it began is kept beside it.
 * @param basis what it began from; `whole`: nothing is merged; left out: whatever is stored is replaced
 * @throws AppError `not_found`; `conflict` where both changed the same; `invalid_request`
 */
export async function editEnvironment(
  member: Member,
  id: string,
  input: EnvironmentInput,
  basis?: EditBasis<EnvironmentInput>,
): Promise<Saved<Environment>> {
  mayEdit(member);
  const mine = EnvironmentInput.parse(input);
  const stored = await getStored(member, id);
  const thing = withoutSecrets(stored);
  const { version } = stored;
  const edit = { thing, version, input: { name: thing.name, variables: thing.variables } };
  const merged = await reconcile('environment', basis && parsedBasis(basis, mine), edit, mine);
  const { name, variables } = EnvironmentInput.parse(merged.input);
  const filled = filledIn({ name, variables }, stored.variables);
  if (await store.replaceEnvironment(member.scope, id, { name, variables: filled }, version)) {
    await tell(member, 'environment', { subjectId: id });
    return { ...(await getEnvironment(member, id)), cameIn: merged.cameIn };
  }
  return editEnvironment(member, id, input, basis);
}

type Parsed = ReturnType<typeof EnvironmentInput.parse>;

/** Nobody is told a secret, so nobody can say whether it is another by now: one that is typed anew may be changed by both. */
function parsedBasis(basis: EditBasis<EnvironmentInput>, mine: Parsed): EditBasis<Parsed> {
  if (basis.input === 'whole') return { version: basis.version, input: 'whole' };
  if (basis.input === null) return { ...basis, input: null };
  const { name, variables } = EnvironmentInput.parse(basis.input);
  const typed = (of: string) =>
    mine.variables.some((one) => one.name === of && one.secret && one.value !== null);
  const known = variables.map((one) => (one.secret && typed(one.name) ? { ...one, value: '' } : one));
  return { ...basis, input: { name, variables: known } };
}

/** @throws AppError `not_found` */
export async function deleteEnvironment(member: Member, id: string): Promise<void> {
  mayEdit(member);
  if (!(await store.deleteEnvironment(member.scope, id))) throw notFound('environment');
  await tell(member, 'environment', { subjectId: id });
}

/**
 * The value of one secret, for who may see it: the owner and admins.
 * @throws AppError `forbidden`, `not_found`
 */
export async function revealVariable(member: Member, id: string, name: string): Promise<string> {
  if (!isAtLeast(member.role, 'admin')) {
    throw new AppError('forbidden', 'Only the owner and admins may see a secret. You can replace it.');
  }
  const variable = (await getStored(member, id)).variables.find((one) => one.name === name);
  if (!variable) throw notFound('variable');
  // Written down before it is told.
  if (variable.secret) await noteNow(member, 'secret.revealed', { subject: name, subjectId: id });
  return variable.value;
}

/** What a send fills in from the environment that was chosen for it: values by name, and which of them are secret. */
export interface ChosenEnvironment {
  values: Readonly<Record<string, string>>;
  secrets: ReadonlySet<string>;
}

/** @throws AppError `not_found` */
export async function chooseEnvironment(member: Member, id: string): Promise<ChosenEnvironment> {
  const { variables } = await getStored(member, id);
  return {
    values: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    secrets: new Set(variables.filter(({ secret }) => secret).map(({ name }) => name)),
  };
}

async function getStored(member: Member, id: string): Promise<store.StoredEnvironment> {
  const found = await store.findEnvironment(member.scope, id);
  if (!found) throw notFound('environment');
  return found;
}

function withoutSecrets(stored: store.StoredEnvironment): Environment {
  const variables = stored.variables.map((one) => (one.secret ? { ...one, value: null } : one));
  return { ...stored, variables };
}

function filledIn(
  { variables }: ReturnType<typeof EnvironmentInput.parse>,
  known: readonly store.StoredVariable[],
): store.StoredVariable[] {
  return variables.map(({ name, value, secret }, index) => {
    // A secret that is no secret any more must be typed anew: else saving it so would be a way to read it.
    const kept = secret ? known.find((one) => one.name === name && one.secret)?.value : undefined;
    const filled = value ?? kept;
    if (filled !== undefined) return { name, value: filled, secret };
    const message = 'Type its value.';
    throw new AppError('invalid_request', `${name} has no value yet.`, {
      errors: [{ path: `variables.${index}.value`, message }],
    });
  });
}
