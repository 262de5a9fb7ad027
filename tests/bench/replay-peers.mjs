import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HERE = import.meta.dirname;
/** sequences each goes through */
export const COUNT = 200;
const PACKAGES = ['newman@6.2.2', '@usebruno/cli@2', 'httpyac@6'];

/**
 * The programs to compare with, each told to go through the four steps `count` times: `{name: {count, file, args}}`.
 * What cannot be had here is named in `missing`.
 * @param {string} folder a temporary one, in which they are installed and get their files
 * @param {string} url of replay-target.mjs
 */
export async function peers(folder, url) {
  const bin = (name) => path.join(folder, 'node_modules/.bin', name);
  await writeFile(path.join(folder, 'package.json'), '{"private": true}');
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES], { cwd: folder });
  await writeFile(path.join(folder, 'newman.json'), JSON.stringify(newmanCollection(url)));
  await writeFile(path.join(folder, 'login.http'), Array(COUNT).fill(httpFile(url)).join('\n###\n'));
  await writeFile(path.join(folder, 'login.hurl'), hurlFile(url));
  await brunoFolder(path.join(folder, 'bruno'), url);
  const all = {
    newman: peer(COUNT, bin('newman'), (n) => [
      'run',
      'newman.json',
      '-n',
      n,
      '-r',
      'json',
      '--reporter-json-export',
      'n.json',
    ]),
    'Bruno CLI': peer(COUNT, bin('bru'), (n) => ['run', '--iteration-count', n], path.join(folder, 'bruno')),
    httpYac: peer(COUNT, bin('httpyac'), () => ['send', 'login.http', '--all', '-o', 'none']),
    'Python requests': peer(COUNT, 'python3', (n) => [path.join(HERE, 'replay-requests.py'), url, n]),
    'undici + tough-cookie': peer(COUNT, process.execPath, (n) => [
      path.join(HERE, 'replay-undici.mjs'),
      url,
      n,
    ]),
  };
  const missing = [];
  try {
    const [file, before] = await hurl(path.join(folder, 'hurl'));
    const times = (n) => [...before, '--test', '--no-color', '--repeat', n, '--jobs'];
    all.Hurl = peer(COUNT, file, (n) => [...times(n), '1', 'login.hurl']);
    all['Hurl --jobs 2'] = peer(COUNT, file, (n) => [...times(n), '2', 'login.hurl']);
  } catch (error) {
    missing.push(`Hurl: ${String(error.message).split('\n')[0]}`);
  }
  return { all, missing };

  function peer(count, file, args, cwd = folder) {
    return { count, file, args: args(String(count)), cwd };
  }
}

/** Hurl of Debian sid, unpacked beside the system with a libc of its own. Answers program and first arguments. */
async function hurl(folder) {
  for (const name of ['state/lists/partial', 'cache/archives/partial', 'debs', 'root'])
    await mkdir(path.join(folder, name), { recursive: true });
  const list = path.join(folder, 'sid.list');
  const keys = '/usr/share/keyrings/debian-archive-keyring.gpg';
  await writeFile(list, `deb [signed-by=${keys}] http://deb.debian.org/debian sid main\n`);
  const settings = {
    'Dir::Etc::sourcelist': list,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::State': path.join(folder, 'state'),
    'Dir::Cache': path.join(folder, 'cache'),
    'Dir::State::status': '/dev/null',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const apt = (args, cwd = folder) => run('apt-get', [...options, ...args], { cwd, maxBuffer: 2 ** 26 });
  await apt(['update']);
  const { stdout } = await apt(['-s', 'install', 'hurl']);
  const names = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  const wanted = names.filter((name) =>
    /^(hurl|lib(?!apt|debconf|systemd|udev|sasl2-modules$|ldap-common)|zlib1g)/.test(name),
  );
  await apt(['download', ...wanted], path.join(folder, 'debs'));
  await run('sh', ['-c', 'for deb in debs/*.deb; do dpkg-deb -x "$deb" root; done'], { cwd: folder });
  const root = path.join(folder, 'root/usr');
  const libraries = path.join(root, 'lib/x86_64-linux-gnu');
  const loader = path.join(libraries, 'ld-linux-x86-64.so.2');
  const before = ['--library-path', libraries, path.join(root, 'bin/hurl')];
  await run(loader, [...before, '--version']);
  return [loader, before];
}

function newmanCollection(url) {
  const item = (name, method, to, test, body) => ({
    name,
    request: { method, url: url + to, ...(body && { body: { mode: 'urlencoded', urlencoded: body } }) },
    event: [{ listen: 'test', script: { type: 'text/javascript', exec: test } }],
  });
  const fields = { _csrf: '{{csrf}}', username: 'admin', password: 'password' };
  const form = Object.entries(fields).map(([key, value]) => ({ key, value }));
  const ok = "pm.test('status', () => pm.response.to.have.status(200));";
  return {
    info: { name: 'login', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [
      item('form', 'GET', '/login', [
        ok,
        String.raw`pm.variables.set('csrf', /name="_csrf" value="([^"]+)"/.exec(pm.response.text())[1]);`,
      ]),
      item(
        'login',
        'POST',
        '/login',
        [ok, "pm.test('cookie', () => pm.expect(pm.cookies.has('login')).to.be.true);"],
        form,
      ),
      item('account', 'GET', '/account', [
        ok,
        "pm.test('user', () => pm.expect(pm.response.json().user).to.equal('admin'));",
      ]),
      item('items', 'GET', '/items', [
        ok,
        "pm.test('ok', () => pm.expect(pm.response.json().items[39].ok).to.equal(true));",
      ]),
    ],
  };
}

function hurlFile(url) {
  return `GET ${url}/login
HTTP 200
[Captures]
csrf: xpath "string(//input[@name='_csrf']/@value)"

POST ${url}/login
[Options]
location: true
[Form]
_csrf: {{csrf}}
username: admin
password: password
HTTP 200

GET ${url}/account
HTTP 200
[Asserts]
jsonpath "$.user" == "admin"

GET ${url}/items
HTTP 200
[Asserts]
jsonpath "$.items[39].ok" == true
`;
}

function httpFile(url) {
  return `GET ${url}/login

{{
  exports.csrf = /name="_csrf" value="([^"]+)"/.exec(response.body)[1];
}}
?? status == 200

###
POST ${url}/login
Content-Type: application/x-www-form-urlencoded

_csrf={{csrf}}&username=admin&password=password

?? status == 200

###
GET ${url}/account

?? status == 200
?? js response.parsedBody.user == admin

###
GET ${url}/items

?? status == 200
?? js response.parsedBody.items[39].ok == true
`;
}

async function brunoFolder(folder, url) {
  await mkdir(folder, { recursive: true });
  const files = {
    'bruno.json': '{"version": "1", "name": "login", "type": "collection"}',
    '1-form.bru': bru(
      1,
      'form',
      'get',
      `${url}/login`,
      '',
      `bru.setVar('csrf', /name="_csrf" value="([^"]+)"/.exec(res.getBody())[1]);`,
    ),
    '2-login.bru': bru(
      2,
      'login',
      'post',
      `${url}/login`,
      'body:form-urlencoded {\n  _csrf: {{csrf}}\n  username: admin\n  password: password\n}\n',
    ),
    '3-account.bru': bru(3, 'account', 'get', `${url}/account`, 'assert {\n  res.body.user: eq admin\n}\n'),
    '4-items.bru': bru(4, 'items', 'get', `${url}/items`, 'assert {\n  res.body.items[39].ok: eq true\n}\n'),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
}

function bru(seq, name, method, url, more, script) {
  const body = method === 'post' ? 'formUrlEncoded' : 'none';
  const checks = more.startsWith('assert') ? '' : 'assert {\n  res.status: eq 200\n}\n';
  const after = script ? `script:post-response {\n  ${script}\n}\n` : '';
  return `meta {\n  name: ${name}\n  type: http\n  seq: ${seq}\n}\n\n${method} {\n  url: ${url}\n  body: ${body}\n  auth: none\n}\n\n${more}\n${checks}\n${after}`;
}
