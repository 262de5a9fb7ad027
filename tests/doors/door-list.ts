import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The words that a route file exports for its handlers, and Next answers to. */
const METHODS = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** `GET /live/exchanges/[id]` for every handler that a `route.ts` exports; groups are no part of an address. */
export function routeDoors(): string[] {
  return files('app', /\/route\.tsx?$/).flatMap((file) =>
    exportsOf(file)
      .filter((name) => METHODS.has(name))
      .map((method) => `${method} ${addressOf(file)}`),
  );
}

/** `/sequences/[id]` for every page. */
export function pageDoors(): string[] {
  return files('app', /\/page\.tsx$/).map(addressOf);
}

/** `accounts/signIn` for every function that a file of server actions exports: each is a public POST endpoint. */
export function actionDoors(): string[] {
  return serverFiles().flatMap((file) =>
    exportsOf(file).map((name) => `${path.basename(file, '.ts')}/${name}`),
  );
}

/** Every file whose functions, or some of them, are server actions, wherever it lies. */
export function serverFiles(): string[] {
  return ['app', 'components', 'lib']
    .flatMap((folder) => files(folder, /\.tsx?$/))
    .filter((file) => /^\s*['"]use server['"]/m.test(readFileSync(file, 'utf8')));
}

/** `actions/NOUN/NAME` of every server action that the build let browsers call. */
export function builtActions(): string[] {
  const file = path.resolve('.next/server/server-reference-manifest.json');
  const { node, edge } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, Built>>;
  return Object.values({ ...node, ...edge }).map(
    ({ filename, exportedName }) =>
      `${filename.replace(/^lib\/actions\/(.*)\.ts$/, '$1')}/${exportedName ?? ''}`,
  );
}

interface Built {
  filename: string;
  exportedName?: string;
}

function files(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => name.test(file) && !file.includes('/generated/'))
    .sort();
}

function addressOf(file: string): string {
  const folders = path.posix.dirname(file).split('/').slice(1);
  return `/${folders.filter((name) => !/^\(.*\)$/.test(name)).join('/')}`;
}

/** The names that a module exports, whichever way it says so. */
function exportsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      if (exportClause && ts.isNamedExports(exportClause))
        return exportClause.elements.map(({ name }) => name.text);
      throw new Error(`${file}: a door exports its handlers by name`);
    }
    const exported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? [name.text] : [],
      );
    return ts.isFunctionDeclaration(statement) && statement.name ? [statement.name.text] : [];
  });
}
