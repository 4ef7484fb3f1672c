const { contextBridge, ipcRenderer, webUtils } = require('electron')

contextBridge.exposeInMainWorld('sample', {
  echo: (value) => ipcRenderer.invoke('echo', value),
  fail: () => ipcRenderer.invoke('fail'),
  ask: () => ipcRenderer.send('ask'),
  listen: (tell) => ipcRenderer.on('news', (_event, ...args) => tell(...args)),
  pathOf: (file) => webUtils.getPathForFile(file),
  lacking: () => ipcRenderer.sendSync('echo'),
})
