/** The Chromium behind the stand-in. It reaches the loopback address only, whatever a page asks for. */
import { type Browser, chromium } from 'playwright-core'
import { chromiumPath } from '../../browser.ts'

export const launchInside = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE *.localhost',
    ],
  })
