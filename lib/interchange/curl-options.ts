/** What an option of curl does here. `skip`: nothing that matters to a request. */
export type CurlOption =
  | 'method'
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'json'
  | 'form'
  | 'form-string'
  | 'user'
  | 'cookie'
  | 'agent'
  | 'referer'
  | 'proxy'
  | 'url'
  | 'bearer'
  | 'max-redirects'
  | 'connect-timeout'
  | 'max-time'
  | 'get'
  | 'head'
  | 'insecure'
  | 'follow'
  | 'digest'
  | 'skip'
  | 'file';

interface Entry {
  does: CurlOption;
  /** takes the next word */
  takes: boolean;
}

const takes = (does: CurlOption): Entry => ({ does, takes: true });
const alone = (does: CurlOption): Entry => ({ does, takes: false });
const all = (names: string, entry: Entry): [string, Entry][] => names.split(' ').map((name) => [name, entry]);

/** The options of curl 8 that a request can come with (curl.se/docs/manpage.html), by their names with dashes. */
const OPTIONS: ReadonlyMap<string, Entry> = new Map([
  ...all('-X --request', takes('method')),
  ...all('-H --header', takes('header')),
  ...all('-d --data --data-ascii --data-binary', takes('data')),
  ...all('--data-raw', takes('data-raw')),
  ...all('--data-urlencode', takes('data-urlencode')),
  ...all('--json', takes('json')),
  ...all('-F --form', takes('form')),
  ...all('--form-string', takes('form-string')),
  ...all('-u --user', takes('user')),
  ...all('-b --cookie', takes('cookie')),
  ...all('-A --user-agent', takes('agent')),
  ...all('-e --referer', takes('referer')),
  ...all('-x --proxy', takes('proxy')),
  ...all('--url', takes('url')),
  ...all('--oauth2-bearer', takes('bearer')),
  ...all('--max-redirs', takes('max-redirects')),
  ...all('--connect-timeout', takes('connect-timeout')),
  ...all('-m --max-time', takes('max-time')),
  ...all('-G --get', alone('get')),
  ...all('-I --head', alone('head')),
  ...all('-k --insecure', alone('insecure')),
  ...all('-L --location --location-trusted', alone('follow')),
  ...all('--digest', alone('digest')),
  ...all(
    '--basic --anyauth --compressed --compressed-ssh -s --silent -S --show-error -v --verbose',
    alone('skip'),
  ),
  ...all(
    '-i --include --show-headers -f --fail --fail-with-body -g --globoff -N --no-buffer -#',
    alone('skip'),
  ),
  ...all('--progress-bar --no-progress-meter --no-keepalive -0 --http1.0 --http1.1 --http2', alone('skip')),
  ...all(
    '--http2-prior-knowledge --http3 -4 --ipv4 -6 --ipv6 --tlsv1.2 --tlsv1.3 --ssl-no-revoke -q',
    alone('skip'),
  ),
  ...all(
    '--path-as-is --post301 --post302 --post303 -O --remote-name -J --remote-header-name',
    alone('skip'),
  ),
  ...all(
    '-o --output -w --write-out -D --dump-header -c --cookie-jar --stderr --trace --trace-ascii',
    takes('skip'),
  ),
  ...all(
    '--retry --retry-delay --retry-max-time --limit-rate -Y -y --keepalive-time --create-dirs',
    takes('skip'),
  ),
  ...all('-T --upload-file -E --cert --key --cacert --capath -K --config -n --netrc-file', takes('file')),
]);

/** One option as it was written: its name, what it does (null: not known) and its value. */
export interface GivenOption {
  name: string;
  does: CurlOption | null;
  value: string;
}

/** Takes the words after `curl` apart, `-sSL`, `-XPOST` and `--name=value` among them. Bare words are URLs. */
export function curlOptions(words: readonly string[]): GivenOption[] {
  const given: GivenOption[] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (!word.startsWith('-') || word === '-') given.push({ name: '', does: 'url', value: word });
    else if (word.startsWith('--')) given.push(long(word, left));
    else given.push(...short(word, left));
  }
  return given;
}

function long(word: string, left: string[]): GivenOption {
  const at = word.indexOf('=');
  const name = at === -1 ? word : word.slice(0, at);
  const entry = OPTIONS.get(name);
  if (!entry) return { name, does: null, value: '' };
  if (!entry.takes) return { name, does: entry.does, value: '' };
  return { name, does: entry.does, value: at === -1 ? (left.shift() ?? '') : word.slice(at + 1) };
}

/** Letters of one word are options in a row, until one takes the rest of the word or the next one. */
function short(word: string, left: string[]): GivenOption[] {
  const given: GivenOption[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word.charAt(at)}`;
    const entry = OPTIONS.get(name);
    if (!entry?.takes) given.push({ name, does: entry?.does ?? null, value: '' });
    else {
      const rest = word.slice(at + 1);
      return [...given, { name, does: entry.does, value: rest === '' ? (left.shift() ?? '') : rest }];
    }
  }
  return given;
}
