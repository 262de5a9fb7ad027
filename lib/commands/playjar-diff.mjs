import { parseArgs } from 'node:util';
import { call, serverOf, Trouble } from './playjar-server.mjs';

const OPTIONS = { json: { type: 'boolean', default: false } };

/** Says what changed from one run to another; 1 when something did. */
export async function main(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [before, after, ...more] = positionals;
  if (before === undefined || after === undefined || more.length > 0)
    throw new Trouble('Name two runs: playjar diff RUN RUN.');
  const path = `/runs/${encodeURIComponent(before)}/diff/${encodeURIComponent(after)}`;
  const diff = JSON.parse(await call(serverOf(), 'GET', path));
  process.stdout.write(values.json ? `${JSON.stringify(diff, null, 2)}\n` : `${linesOf(diff).join('\n')}\n`);
  return diff.same ? 0 : 1;
}

function linesOf({ sentence, steps }) {
  return [
    sentence,
    ...steps
      .filter(({ word }) => word !== 'same')
      .flatMap((step) => [`${step.word}  ${step.name}`, ...partsOf(step)]),
  ];
}

function partsOf({ parts }) {
  return parts.flatMap(({ part, rows, more }) => [
    ...rows
      .filter(({ word }) => word !== 'same')
      .map((row) => `    ${part} ${row.where} ${row.word}${valuesOf(row)}`),
    ...(more > 0 ? [`    ${part}: ${more} more`] : []),
  ]);
}

function valuesOf({ word, before, after }) {
  if (word === 'new') return `: ${after ?? ''}`;
  return word === 'gone' ? `: ${before ?? ''}` : `: ${before ?? ''} → ${after ?? ''}`;
}
