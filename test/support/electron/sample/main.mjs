// A small app that uses what the stand-in offers; the stand-in's own tests run it.
import { fileURLToPath } from 'node:url'
import { app, BrowserWindow, dialog, ipcMain, protocol, session } from 'electron'

const log = []
const say = (text) => log.push(text)
globalThis.sampleLog = log

const page = (url) => `<!doctype html><title>Sample</title><script src="/page.js"></script>
<a id="link" href="/other.html">link</a> <a id="blank" href="/other.html" target="_blank">blank</a>
<a id="away" href="https://example.com/">away</a> <p id="url">${url}</p><textarea id="text"></textarea>`

const script = `
window.before = { require: typeof require, keys: Object.keys(window).filter((key) => /standin|fenceline|sample/.test(key)) }
window.heard = []
sample.listen((...args) => heard.push(args))
`

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
for (const event of [
  'will-finish-launching',
  'ready',
  'browser-window-created',
  'before-quit',
  'will-quit',
  'quit',
]) {
  app.on(event, () => say(event))
}
app.on('window-all-closed', () => {
  say('window-all-closed')
  app.quit()
})
app.on('second-instance', (_event, argv, cwd, data) =>
  say(`second-instance ${argv.at(-1)} ${cwd} ${data?.from}`),
)

if (!app.requestSingleInstanceLock({ from: 'sample' })) app.quit()

app.whenReady().then(() => {
  protocol.handle('app', (request) => {
    const { pathname } = new URL(request.url)
    say(`request ${request.url}`)
    if (pathname === '/redirect')
      return new Response(null, { status: 302, headers: { location: '/other.html' } })
    const isScript = pathname.endsWith('.js')
    return new Response(isScript ? script : page(request.url), {
      headers: {
        'content-type': isScript ? 'text/javascript' : 'text/html',
        'content-security-policy': "default-src 'none'; script-src app://fenceline",
      },
    })
  })
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'notifications')
  session.defaultSession.setPermissionRequestHandler((_contents, permission, done) =>
    done(permission === 'notifications'),
  )
  ipcMain.handle('echo', (event, value) => ({
    value,
    from: event.senderFrame.url,
    origin: event.senderFrame.origin,
  }))
  ipcMain.handle('fail', () => {
    throw new TypeError('no')
  })
  ipcMain.on('ask', async () =>
    say(`asked ${(await dialog.showMessageBox({ message: 'Go on?', buttons: ['&Yes', 'No'] })).response}`),
  )
  const window = new BrowserWindow({
    width: 900,
    height: 500,
    webPreferences: { preload: fileURLToPath(new URL('preload.cjs', import.meta.url)) },
  })
  window.on('close', (event) => {
    say('close')
    if (globalThis.sampleKeeps) event.preventDefault()
  })
  window.on('ready-to-show', () => say('ready-to-show'))
  window.webContents.on('will-navigate', (event) => {
    say(`will-navigate ${event.url}`)
    if (!event.url.endsWith('/redirect')) event.preventDefault()
  })
  window.webContents.on('will-redirect', (event) => {
    say(`will-redirect ${event.url}`)
    event.preventDefault()
  })
  window.webContents.setWindowOpenHandler(({ url }) => {
    say(`open ${url}`)
    return { action: 'deny' }
  })
  window.webContents.on('will-prevent-unload', () => say('will-prevent-unload'))
  window.webContents.on('did-finish-load', () => window.webContents.send('news', new Date(5), undefined))
  void window.loadURL('app://fenceline/index.html')
})
