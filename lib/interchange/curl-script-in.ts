import { curlIn, isCurl } from './curl-in';
import { ImportFault, stepOf, type Imported } from './imported';

/** One or many curl commands, each a step: a script, or commands joined by `&&`. */
export function curlScriptIn(content: string): Imported {
  const commands = commandsOf(content).filter(isCurl);
  if (commands.length === 0) throw new ImportFault('There is no curl command in this.');
  const warnings: string[] = [];
  const steps = commands.map((command) => stepOf(curlIn(command), null, warnings));
  return { sequence: { name: 'curl', steps }, warnings };
}

/** A quoted text, an escaped sign (a line's end too), an end of a command, or one sign of anything else. */
const TOKEN = /'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|&&|[\s\S]/g;
const ENDS = new Set(['\n', '&&', ';']);

/** Cuts at line ends, `&&` and `;` that no quote holds and no backslash continues. */
function commandsOf(content: string): string[] {
  const commands: string[] = [];
  let current = '';
  for (const [token] of content.replaceAll('\r\n', '\n').matchAll(TOKEN)) {
    if (ENDS.has(token)) commands.push(current);
    current = ENDS.has(token) ? '' : current + token;
  }
  commands.push(current);
  return commands.map((command) => command.trim());
}
