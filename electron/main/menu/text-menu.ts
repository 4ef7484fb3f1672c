import { type BrowserWindow, Menu } from 'electron'

/** Cut, copy and paste on a right click into a text field or onto selected text; Electron offers none by itself. */
export function offerTextMenu(browser: BrowserWindow): void {
  browser.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    if (!isEditable && selectionText === '') return
    const copy = { role: 'copy', enabled: editFlags.canCopy } as const
    const template = isEditable
      ? [
          { role: 'cut', enabled: editFlags.canCut } as const,
          copy,
          { role: 'paste', enabled: editFlags.canPaste } as const,
          { type: 'separator' } as const,
          { role: 'selectAll' } as const,
        ]
      : [copy]
    Menu.buildFromTemplate(template).popup({ window: browser })
  })
}
