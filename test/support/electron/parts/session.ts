/**
 * The default session: who may do what. Electron asks the app's handlers when a page asks; Chromium takes
 * its answers beforehand, so the handlers are asked about each permission when a window loads its page.
 */
import type * as Electron from 'electron'
import type { Session, WebContents } from 'electron'
import type { CDPSession } from 'playwright-core'
import { eventsOf, part } from '../part.ts'

type CheckHandler = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>
type RequestHandler = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>
export type Permission = Parameters<CheckHandler>[1]

/** Chromium's descriptors of the permissions that a page can ask the state of. */
const DESCRIPTORS: Partial<Record<Permission, readonly object[]>> = {
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  'background-sync': [{ name: 'background-sync' }],
  'display-capture': [{ name: 'display-capture' }],
  geolocation: [{ name: 'geolocation' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'local-fonts': [{ name: 'local-fonts' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  midiSysex: [{ name: 'midi', sysex: true }],
  notifications: [{ name: 'notifications' }],
  'payment-handler': [{ name: 'payment-handler' }],
  'persistent-storage': [{ name: 'persistent-storage' }],
  'screen-wake-lock': [{ name: 'screen-wake-lock' }],
  sensors: [{ name: 'accelerometer' }, { name: 'gyroscope' }, { name: 'magnetometer' }],
  'storage-access': [{ name: 'storage-access' }],
  'window-management': [{ name: 'window-management' }],
}

export interface Permissions {
  /** Whether the app's handlers allow it; like Electron, everything is allowed without handlers. */
  allows(contents: WebContents, permission: Permission, origin: string): Promise<boolean>
  /** Has Chromium answer an origin as the app's handlers do. */
  apply(contents: WebContents, origin: string, pageOrigin: string, cdp: CDPSession): Promise<void>
}

export interface Sessions {
  readonly session: typeof Electron.session
  readonly permissions: Permissions
  /** What the app set, for tests that call it. */
  readonly handlers: {
    check: CheckHandler | null
    request: RequestHandler | null
    device: Parameters<Session['setDevicePermissionHandler']>[0]
    displayMedia: Parameters<Session['setDisplayMediaRequestHandler']>[0]
    spellChecker: boolean
  }
}

export const createSessions = (): Sessions => {
  const handlers: Sessions['handlers'] = {
    check: null,
    request: null,
    device: null,
    displayMedia: null,
    spellChecker: true,
  }
  const events = eventsOf('session', ['will-download', 'preconnect'], () => defaultSession)
  const defaultSession: Session = part<Session>('session', {
    ...events.members,
    setPermissionCheckHandler: (handler) => {
      handlers.check = handler
    },
    setPermissionRequestHandler: (handler) => {
      handlers.request = handler
    },
    setDevicePermissionHandler: (handler) => {
      handlers.device = handler
    },
    setDisplayMediaRequestHandler: (handler) => {
      handlers.displayMedia = handler
    },
    setSpellCheckerEnabled: (enable) => {
      handlers.spellChecker = enable
    },
    setSpellCheckerLanguages: () => {},
    isSpellCheckerEnabled: () => handlers.spellChecker,
  })

  const permissions: Permissions = {
    async allows(contents, permission, origin) {
      const details = { isMainFrame: true, requestingUrl: `${origin}/` }
      const { check, request } = handlers
      if (check && !check(contents, permission, origin, { ...details, securityOrigin: origin })) return false
      if (!request) return true
      return new Promise((resolve) => request(contents, permission, resolve, details))
    },
    async apply(contents, origin, pageOrigin, cdp) {
      const { targetInfo } = await cdp.send('Target.getTargetInfo')
      for (const [permission, descriptors] of Object.entries(DESCRIPTORS)) {
        const setting = (await permissions.allows(contents, permission as Permission, origin))
          ? 'granted'
          : 'denied'
        for (const descriptor of descriptors) {
          await cdp
            .send('Browser.setPermission', {
              permission: descriptor as { name: string },
              setting,
              origin: pageOrigin,
              browserContextId: targetInfo.browserContextId,
            })
            // A Chromium that does not know one of them cannot grant it either.
            .catch(() => {})
        }
      }
    },
  }
  return {
    handlers,
    permissions,
    session: part<typeof Electron.session>('session', { defaultSession }),
  }
}
