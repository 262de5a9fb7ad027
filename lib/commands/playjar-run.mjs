import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { junitOf, runLine, stepLines } from './playjar-report.mjs';
import { call, serverOf, Trouble } from './playjar-server.mjs';

const OPTIONS = {
  var: { type: 'string', multiple: true, default: [] },
  session: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  junit: { type: 'string' },
  json: { type: 'boolean', default: false },
};

/** Runs a sequence and answers the exit code. */
export async function main(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [what, ...more] = positionals;
  if (what === undefined || more.length > 0)
    throw new Trouble('Name one sequence: playjar run FILE, URL or ID.');
  const say = (line) => (values.json ? process.stderr : process.stdout).write(`${line}\n`);
  const start = {
    variables: variablesOf(values.var),
    ...(values.session !== undefined && { sessionId: values.session }),
    ...(values.from !== undefined && { fromStep: countOf(values.from, '--from') }),
    ...(values.to !== undefined && { toStep: countOf(values.to, '--to') }),
  };
  const { name, run } = existsSync(what)
    ? await runFile(what, start, say)
    : await runByServer(what, start, { say, whole: values.json });
  say(runLine(run));
  if (values.junit !== undefined) await writeFile(values.junit, junitOf(name, run));
  if (values.json) process.stdout.write(`${JSON.stringify(run, null, 2)}\n`);
  return run.status === 'passed' ? 0 : 1;
}

/** `name=value`, or `name` for what the environment has under it, so that a secret is in no list of processes. */
function variablesOf(given) {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
      if (process.env[text] !== undefined) return [text, process.env[text]];
      throw new Trouble(`--var ${text}: write ${text}=value, or set ${text} in the environment.`);
    }),
  );
}

function countOf(text, option) {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Trouble(`${option} counts steps from 1.`);
}

async function runFile(file, start, say) {
  const { runLocally } = await import('./playjar-local.mjs');
  return runLocally(file, start, (position, result) => say(stepLines(position, result)));
}

/** Where the runs of what was named are: of a sequence, or of a shared link, which wants no token. */
function targetOf(what) {
  const own = serverOf();
  const [, origin, kind, id] = /^(https?:\/\/[^/]+)\/(s|sequences)\/([\w-]+)/.exec(what) ?? [];
  if (kind === 's')
    return { server: { url: origin, token: null }, path: `/shared/${id}/replays`, name: what };
  if (kind === 'sequences')
    return { server: { ...own, url: origin }, path: `/sequences/${id}/runs`, name: id };
  if (/^[\w-]+$/.test(what)) return { server: own, path: `/sequences/${what}/runs`, name: what };
  throw new Trouble(`There is no file ${what}, and it is no sequence's URL or ID.`);
}

async function runByServer(what, start, { say, whole }) {
  const { server, path, name } = targetOf(what);
  let place;
  let ended;
  const steps = [];
  const stop = () => void cancel(server, place).finally(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const body = path.startsWith('/shared/') ? { variables: start.variables } : start;
  await call(server, 'POST', path, {
    body,
    accept: 'text/event-stream',
    onOpen: (location) => (place = location?.replace(/^\/api\/v1/, '')),
    onEvent: (event, data) => {
      if (event === 'run') ended = data;
      if (event !== 'step') return;
      steps.push(data.result);
      say(stepLines(data.position, data.result));
    },
  });
  if (place === undefined) throw new Trouble('The server did not say which run this was.');
  // All that is printed of a run has come with its events, unless the run itself is.
  if (!whole && ended?.stepCount !== undefined) return { name, run: { ...ended, steps } };
  return { name, run: JSON.parse(await call(server, 'GET', place)) };
}

async function cancel(server, place) {
  if (place?.startsWith('/runs/')) await call(server, 'POST', `${place}/cancel`).catch(() => undefined);
}
