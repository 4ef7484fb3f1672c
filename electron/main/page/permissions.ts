/** What a page may ask of the system: to put text on the clipboard, and nothing else. */
import type { Session } from 'electron'

const ALLOWED = 'clipboard-sanitized-write'

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === ALLOWED))
  session.setPermissionCheckHandler((_contents, permission) => permission === ALLOWED)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null))
  // Its dictionaries would be downloaded.
  session.setSpellCheckerEnabled(false)
}
