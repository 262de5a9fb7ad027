/**
 * Headers that every answer of ours carries. Next writes inline scripts without a nonce on static pages, hence `'unsafe-inline'`;
 * bodies of strangers are shown only as text or in a sandboxed frame, which inherits this policy.
 * @param {boolean} production the development server needs eval and a web socket for hot reload
 * @returns {{ key: string, value: string }[]}
 */
export function securityHeaders(production) {
  const policy = [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  const always = [
    { key: 'X-Content-Type-Options', value: 'nosniff' },
    { key: 'X-Frame-Options', value: 'DENY' },
    { key: 'Referrer-Policy', value: 'same-origin' },
    { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  ];
  return production ? [...always, { key: 'Content-Security-Policy', value: policy }] : always;
}
