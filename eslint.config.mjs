import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';
import { directionRules } from './lib/commands/direction.mjs';
import { NO_READ_FIRST } from './lib/commands/transaction-rule.mjs';
import { serverOnlyFirst } from './lib/commands/server-only-rule.mjs';

const limits = {
  'max-lines': ['error', { max: 250 }],
  'max-lines-per-function': ['error', { max: 60 }],
  // 'modified' counts a switch once: an exhaustive one over a union is a table, not a maze.
  complexity: ['error', { max: 10, variant: 'modified' }],
};

const typed = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': 'off',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  // Server actions and transports are async by contract, whether or not this one waits for anything.
  '@typescript-eslint/require-await': 'off',
};

export default tseslint.config(
  {
    ignores: [
      '**/.next/**',
      'node_modules/**',
      'data/**',
      'artifacts/**',
      'public/**',
      'lib/db/generated/**',
      'next-env.d.ts',
    ],
  },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...next,
  {
    rules: {
      'import/no-anonymous-default-export': 'off',
      // React Compiler is not in use; the rule only says that it would skip the virtual list.
      'react-hooks/incompatible-library': 'off',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...typed, ...limits },
  },
  { files: ['**/*.mjs', '**/*.js'], rules: limits },
  { files: ['**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 100 }] } },
  { files: ['tests/**'], rules: { 'max-lines-per-function': 'off' } },
  ...directionRules(tseslint.plugin),
  { files: ['lib/**/*.ts'], rules: NO_READ_FIRST },
  {
    files: ['lib/db/**/*.ts', 'lib/services/**/*.ts', 'lib/auth.ts', 'lib/env.ts'],
    plugins: { playjar: { rules: { 'server-only-first': serverOnlyFirst } } },
    rules: { 'playjar/server-only-first': 'error' },
  },
);
