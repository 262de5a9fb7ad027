const LOOPBACK_NAME = /^(?:localhost|[^:\s]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;
const LOOPBACK_ADDRESS = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * Whether a request may come under this name. A server that only this machine reaches is called by this machine's names;
 * any other is a stranger's page whose name was pointed here (DNS rebinding), and it could read this network through us.
 * @param {string | undefined} name the Host header (RFC 9110 §7.2)
 * @param {string} boundTo the address the server listens on
 * @param {string | undefined} publicOrigin PLAYJAR_URL: whoever set it answers for the names
 */
export function isOwnName(name, boundTo, publicOrigin) {
  if (publicOrigin || !LOOPBACK_ADDRESS.test(boundTo)) return true;
  return LOOPBACK_NAME.test(name ?? '');
}
