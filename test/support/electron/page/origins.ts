/**
 * Chromium knows no `app:` scheme, so each origin of it is one of the loopback address: `app://fenceline`
 * is `http://fenceline.localhost:<port>`. What main sees is mapped back, so it never meets the latter.
 * Both are secure contexts, and both keep `'self'` to their own files.
 */
export interface Origins {
  /** The address for Chromium; others than the app's are as they are. */
  toPage(url: string): string
  toMain(url: string): string
  /** The serialised origin, as frames report it to main. */
  originOf(url: string): string
  /** Replaces every origin within a text, such as a header. */
  textToPage(text: string): string
}

export const createOrigins = (port: number): Origins => {
  const pageOrigin = new RegExp(`^http://([a-z0-9-]+)\\.localhost:${port}(?=[/?#]|$)`)
  const appOrigin = /\bapp:\/\/([a-z0-9-]+)/g
  const toMain = (url: string) => url.replace(pageOrigin, 'app://$1')
  const textToPage = (text: string) => text.replace(appOrigin, `http://$1.localhost:${port}`)
  return {
    toMain,
    textToPage,
    toPage: (url) => (url.startsWith('app://') ? textToPage(url) : url),
    originOf: (url) =>
      /^app:\/\/[^/?#]*/.exec(toMain(url))?.[0] ?? (URL.canParse(url) ? new URL(url).origin : 'null'),
  }
}
