#!/usr/bin/env node
// Starts in the time that node needs: whatever a command does not need is not loaded.
const COMMANDS = {
  run: () => import('./playjar-run.mjs'),
  diff: () => import('./playjar-diff.mjs'),
  export: () => import('./playjar-export.mjs'),
};

const HELP = `playjar: request sequences from the command line

  playjar run FILE | URL | ID     run a sequence: a file by itself, an ID or URL by a server
  playjar diff RUN RUN            say what changed from one run to another
  playjar export ID               write a sequence out in another tool's format

run:    --var name=value  a value it asks for, as often as needed; --var name takes it from the environment
        --session ID      run in that session of the server, not in a fresh one
        --from N --to N   only these steps
        --junit FILE      a report that CI servers read
        --json            print the whole run as JSON; progress goes to stderr
diff:   --json            print the comparison as JSON
export: --format NAME     json, python, curl, fetch, undici, hurl, http, har, postman, arazzo (default json)
        --run ID          the run that a HAR is made of
        --output FILE     write there and not to stdout

A server is named by PLAYJAR_URL (http://127.0.0.1:3000) and PLAYJAR_TOKEN, an API token of it.
Exit codes: 0 all passed or nothing changed, 1 something failed or changed, 2 it could not be done.
`;

const [command, ...args] = process.argv.slice(2);
if (command === undefined || command === 'help' || args.includes('--help') || command === '--help') {
  process.stdout.write(HELP);
  process.exitCode = command === undefined ? 2 : 0;
} else if (Object.hasOwn(COMMANDS, command)) {
  const { main } = await COMMANDS[command]();
  process.exitCode = await main(args).catch((error) => {
    process.stderr.write(`playjar: ${error.message}\n`);
    return 2;
  });
} else {
  process.stderr.write(`playjar: there is no command “${command}”. Try: playjar help\n`);
  process.exitCode = 2;
}
