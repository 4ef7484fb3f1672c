/**
 * Dialogs whose answers a test wrote down before. The same replaces the dialogs of a real Electron, which
 * nobody could answer: it is sent there as text, so it is whole in itself.
 */
import type { Dialog, MessageBoxOptions } from 'electron'

/** What a person answers: a button of a message by its label; files or a folder, none when cancelled. */
export type Answer =
  | { readonly message: string; readonly checkbox?: boolean }
  | { readonly open: readonly string[] }
  | { readonly save: string | null }

/** A dialog that was shown, in the words a person read. */
export interface Shown {
  readonly kind: 'message' | 'open' | 'save' | 'error'
  readonly text: string
  readonly buttons: readonly string[]
}

export interface DialogScript {
  readonly answers: Answer[]
  readonly shown: Shown[]
  /** Dialogs without an answer that fits: the test fails for each. */
  readonly failures: string[]
}

/** Puts scripted dialogs in the place of the real ones; their script is kept under a symbol beside them. */
export function scriptDialogs({ dialog }: { dialog: Partial<Dialog> }): void {
  const script: DialogScript = { answers: [], shown: [], failures: [] }
  Object.assign(dialog, { [Symbol.for('fenceline.dialogs')]: script })

  const optionsOf = <T>(args: unknown[]): T => (args.length > 1 ? args[1] : args[0]) as T
  const fail = (text: string): never => {
    script.failures.push(text)
    throw new Error(text)
  }
  const take = <K extends 'message' | 'open' | 'save'>(kind: K, text: string) => {
    const answer = script.answers[0]
    if (!answer || !(kind in answer)) {
      return fail(`the test wrote no answer for this ${kind} dialog: ${text}`)
    }
    script.answers.shift()
    return answer as Extract<Answer, Record<K, unknown>>
  }

  dialog.showMessageBox = async (...args: unknown[]) => {
    const options = optionsOf<MessageBoxOptions>(args)
    const buttons = (options.buttons?.length ? options.buttons : ['OK']).map((label) =>
      label.replace(/&/g, ''),
    )
    const text = [options.message, options.detail].filter(Boolean).join('\n')
    script.shown.push({ kind: 'message', text, buttons })
    const answer = take('message', text)
    const response = buttons.indexOf(answer.message)
    if (response < 0) return fail(`"${text}" has no button "${answer.message}", only ${buttons.join(', ')}`)
    return { response, checkboxChecked: answer.checkbox ?? options.checkboxChecked ?? false }
  }
  dialog.showOpenDialog = async (...args: unknown[]) => {
    const options = optionsOf<{ title?: string; buttonLabel?: string; message?: string }>(args)
    const text = options?.title ?? options?.message ?? ''
    script.shown.push({ kind: 'open', text, buttons: options?.buttonLabel ? [options.buttonLabel] : [] })
    const { open } = take('open', text)
    return { canceled: open.length === 0, filePaths: [...open] }
  }
  dialog.showSaveDialog = async (...args: unknown[]) => {
    const options = optionsOf<{ title?: string; buttonLabel?: string }>(args)
    const text = options?.title ?? ''
    script.shown.push({ kind: 'save', text, buttons: options?.buttonLabel ? [options.buttonLabel] : [] })
    const { save } = take('save', text)
    return { canceled: save === null, filePath: save ?? '' }
  }
  dialog.showErrorBox = (title, content) => {
    script.shown.push({ kind: 'error', text: `${title}\n${content}`, buttons: ['OK'] })
  }
}

/** The script beside a module's dialogs. Whole in itself, like the above. */
export function dialogScript({ dialog }: { dialog: Partial<Dialog> }): DialogScript {
  return (dialog as Record<symbol, DialogScript>)[Symbol.for('fenceline.dialogs')] as DialogScript
}
