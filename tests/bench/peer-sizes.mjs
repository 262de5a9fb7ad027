import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

// How much JavaScript other programs that make requests in a page ship, gzip, out of the packages on npm. Their
// maintainers' own pages load these files whole; ours is measured by `npm run size`.
const PEERS = [
  {
    name: 'Swagger UI',
    spec: 'swagger-ui-dist@5.35.0',
    files: ['swagger-ui-bundle.js', 'swagger-ui-standalone-preset.js'],
  },
  { name: 'Stoplight Elements', spec: '@stoplight/elements@9.0.25', files: ['web-components.min.js'] },
  { name: 'Scalar', spec: '@scalar/api-reference@1.46.4', files: ['dist/browser/standalone.js'] },
];

const folder = await mkdtemp(path.join(tmpdir(), 'playjar-peers-'));
try {
  for (const { name, spec, files } of PEERS) {
    const archive = run('npm', [
      'pack',
      spec,
      '--silent',
      '--ignore-scripts',
      '--pack-destination',
      folder,
    ]).trim();
    run('tar', ['-xzf', path.join(folder, archive.split('\n').at(-1)), '-C', folder]);
    const texts = await Promise.all(files.map((file) => readFile(path.join(folder, 'package', file))));
    const bytes = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
    console.log(
      `${name.padEnd(20)}${(bytes / 1000).toFixed(0).padStart(6)} kB gzip   ${spec}: ${files.join(', ')}`,
    );
    await rm(path.join(folder, 'package'), { recursive: true });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}
