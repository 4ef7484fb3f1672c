/** What every answer carries. There is no CORS header anywhere: no other origin has business here. */

/** The page's policy: own files only, no inline code, one named Trusted Types policy. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "font-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types fenceline',
].join('; ')

/**
 * The frame that Mermaid draws in. Mermaid writes style sheets into its drawings, so it is kept where they do no
 * harm: no origin even when it is opened by itself, no network, and no page but ours may hold it.
 */
const DRAWING_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ')

export const DRAWING_PAGE = '/drawing/frame.html'
/** A frame without an origin is another site to its own scripts; both are the same for everybody. */
const DRAWING_SCRIPTS = ['/drawing/frame.js', '/drawing/mermaid.js']

const DENIED = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'serial', 'usb']

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': DENIED.map((feature) => `${feature}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** What a file of the page is sent with. */
export function headersOf(path: string): Readonly<Record<string, string>> {
  if (path === DRAWING_PAGE) {
    return {
      ...SECURITY_HEADERS,
      'content-security-policy': DRAWING_POLICY,
      'x-frame-options': 'SAMEORIGIN',
    }
  }
  return isForAnyOrigin(path)
    ? { ...SECURITY_HEADERS, 'cross-origin-resource-policy': 'cross-origin' }
    : SECURITY_HEADERS
}

/** True for the files that a frame without an origin asks for. */
export function isForAnyOrigin(path: string): boolean {
  return DRAWING_SCRIPTS.includes(path)
}
