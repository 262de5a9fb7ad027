import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { call, serverOf, Trouble } from './playjar-server.mjs';

const OPTIONS = {
  format: { type: 'string', default: 'json' },
  run: { type: 'string' },
  output: { type: 'string' },
};

/** Writes a sequence out in another tool's format. */
export async function main(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new Trouble('Name one sequence: playjar export ID.');
  const query = new URLSearchParams({ format: values.format, ...(values.run && { run: values.run }) });
  const answer = await call(serverOf(), 'GET', `/sequences/${encodeURIComponent(id)}/export?${query}`);
  const { text, warnings } = JSON.parse(answer);
  for (const warning of warnings) process.stderr.write(`playjar: ${warning}\n`);
  if (values.output === undefined) process.stdout.write(text);
  else await writeFile(values.output, text);
  return 0;
}
