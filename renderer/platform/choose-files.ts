/** Asks for files with the system's own dialog; `take` is not called when the person chooses none. */
export function chooseFiles(areSeveral: boolean, take: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = areSeveral
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    if (files.length > 0) take(files)
  })
  input.click()
}
