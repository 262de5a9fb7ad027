/** What nearly every server folder stands on. */
const GROUND = ['lib/env', 'lib/log', 'lib/errors', 'lib/model'];

/**
 * Which folder may import which: the one place where it is written (see CONTRIBUTING.md). A longer path wins over a shorter one.
 * `types` may be imported with `import type` only. Inside a folder use `./x`, across folders `@/…`, never `../`.
 */
export const DIRECTION = {
  app: {
    may: [
      'app',
      'components',
      'lib/actions',
      'lib/api',
      'lib/services',
      'lib/auth',
      'lib/env',
      'lib/errors',
      'package.json',
    ],
    types: ['lib/model'],
  },
  'app/practice': { may: ['app/practice'], types: [] },
  components: { may: ['components', 'lib/actions'], types: ['lib/model', 'lib/services'] },
  'lib/actions': { may: ['lib/services', 'lib/auth', ...GROUND], types: [] },
  'lib/api': { may: ['lib/services', 'lib/auth', ...GROUND], types: [] },
  'lib/auth': { may: ['lib/services', 'lib/db', 'lib/crypto', ...GROUND], types: [] },
  'lib/services': {
    may: ['lib/sequence', 'lib/interchange', 'lib/engine', 'lib/db', 'lib/crypto', ...GROUND],
    types: [],
  },
  'lib/sequence': { may: ['lib/engine', 'lib/errors', 'lib/model'], types: [] },
  'lib/interchange': { may: ['lib/engine', 'lib/errors', 'lib/model'], types: [] },
  'lib/db': { may: ['lib/crypto', ...GROUND], types: ['lib/engine'] },
  'lib/engine': { may: ['lib/model'], types: [] },
  'lib/engine/websocket': { may: ['lib/engine', 'lib/model'], types: [] },
  'lib/model': { may: [], types: [] },
  'lib/crypto': { may: ['lib/env', 'lib/errors', 'lib/model'], types: [] },
  'lib/env': { may: ['lib/errors', 'lib/model'], types: ['lib/engine'] },
  'lib/log': { may: [], types: [] },
  'lib/errors': { may: [], types: [] },
  'lib/commands': {
    may: ['lib/engine', 'lib/sequence', 'lib/interchange', 'lib/db', 'lib/services', 'lib/crypto', ...GROUND],
    types: [],
  },
};

/** Packages that belong to some folders (or one file) only. */
const PACKAGES = {
  undici: ['lib/engine/lane.ts'],
  ws: ['lib/engine/websocket'],
  '(@prisma/.*|prisma|pg|libsql|@libsql/.*)': ['lib/db', 'lib/commands'],
  '(next|react|react-dom|react-aria-components|zustand)(/.*)?': [
    'app',
    'components',
    'lib/actions',
    'lib/api',
    'lib/auth',
  ],
};

/** `lib/model` must run in a browser and stay small, so it is named by what it may have and not by what it may not. */
const ONLY_ZOD = { regex: '^(?!zod$|\\./|@/)', message: 'lib/model imports only zod.' };
const NO_PARENT = { regex: '^\\.\\./', message: 'Across folders import by @/…' };

/**
 * The table above as ESLint configurations, one per folder.
 * @param {object} plugin typescript-eslint's plugin, whose rule can tell a type import from a real one
 */
export function directionRules(plugin) {
  const byLength = Object.keys(DIRECTION).sort((a, b) => a.length - b.length);
  return [
    ...byLength.map((folder) => configuration(plugin, folder, filesOf(folder))),
    // The lane is the one file that may import undici; its folder's rules hold for it otherwise.
    configuration(plugin, 'lib/engine', ['lib/engine/lane.ts'], 'lib/engine/lane.ts'),
  ];
}

function filesOf(folder) {
  return [`${folder}/**/*.{ts,tsx,mjs}`, `${folder}.ts`];
}

function configuration(plugin, folder, files, place = folder) {
  return {
    files,
    plugins: { '@typescript-eslint': plugin },
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: patternsFor(folder, place) }],
    },
  };
}

function patternsFor(folder, place) {
  const { may, types } = DIRECTION[folder];
  const seen = [...new Set([folder, ...may, ...types])];
  const patterns = [
    NO_PARENT,
    { regex: `^@/(?!(${seen.join('|')})(/|$))`, message: `${folder} may import only: ${seen.join(', ')}.` },
  ];
  if (types.length > 0) {
    const message = `${folder} may import only types from here.`;
    patterns.push({ regex: `^@/(${types.join('|')})(/|$)`, allowTypeImports: true, message });
  }
  if (folder === 'lib/model') patterns.push(ONLY_ZOD);
  for (const [name, places] of Object.entries(PACKAGES)) {
    const allowed = places.some((one) => place === one || place.startsWith(`${one}/`));
    if (!allowed) patterns.push({ regex: `^${name}$`, message: `Only in ${places.join(', ')}.` });
  }
  return patterns;
}
