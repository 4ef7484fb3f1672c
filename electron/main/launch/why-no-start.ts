/**
 * Some packages, desktops and ELECTRON_DISABLE_SANDBOX start what does not come up with a sandbox without one. A page
 * that shows strangers' words needs it.
 */
import type { CommandLine } from 'electron'

/** In a sentence or two, with what to do instead; null when it may start. */
export function whyNoStart(given: Pick<CommandLine, 'hasSwitch'>): string | null {
  if (!given.hasSwitch('no-sandbox')) return null
  return (
    'It was started with --no-sandbox, and it does not run without the sandbox of its window. Where the system ' +
    'allows none to an AppImage, install the .deb package, or run fenceline serve and use the browser.'
  )
}
