import { isIP } from 'node:net';
import { hostname } from 'node:os';

const LOOPBACK_NAME = /^(?:localhost|[^:\s]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const LOOPBACK_ADDRESS = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * Whether a request may come under this name. Without PLAYJAR_URL we are called by an address, by this machine's name,
 * or from this machine; any other is a stranger's page whose name was pointed here (DNS rebinding), and it could read
 * this network through us. An address cannot be pointed elsewhere.
 * @param {string | undefined} name the Host header (RFC 9110 §7.2)
 * @param {string} boundTo the address the server listens on
 * @param {string | undefined} publicOrigin PLAYJAR_URL: whoever set it answers for the names
 */
export function isOwnName(name, boundTo, publicOrigin) {
  if (publicOrigin || LOOPBACK_NAME.test(name ?? '')) return true;
  if (LOOPBACK_ADDRESS.test(boundTo)) return false;
  const bare = (name ?? '')
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '');
  return isIP(bare) !== 0 || bare === boundTo.toLowerCase() || bare === hostname().toLowerCase();
}

/**
 * What to tell whoever starts a server that is bound to loopback behind a public name: by its address it is one person's
 * own tool, which may call everything around it. Null when there is nothing to tell.
 * @param {string} boundTo the address the server listens on
 * @param {string | undefined} publicOrigin PLAYJAR_URL
 */
export function tooOpen(boundTo, publicOrigin) {
  if (!publicOrigin || !URL.canParse(publicOrigin) || !LOOPBACK_ADDRESS.test(boundTo)) return null;
  const { host, origin } = new URL(publicOrigin);
  if (LOOPBACK_NAME.test(host)) return null;
  return `Bound to loopback, it lets whoever reaches ${origin} call this machine and its private network. For others than yourself set HOST to another address, such as 0.0.0.0, which closes them.`;
}
