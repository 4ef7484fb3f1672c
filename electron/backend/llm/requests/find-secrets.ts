/** What secretlint's recommended rules find, as exact strings for the redactor to take out. */
import { lintSource } from '@secretlint/core'
import { creator } from '@secretlint/secretlint-rule-preset-recommend'

const ID = '@secretlint/secretlint-rule-preset-recommend'

/** Each once, in order of first appearance. Nothing of the texts is logged, by secretlint's own debugging neither. */
export async function findSecrets(texts: readonly string[]): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const content of new Set(texts)) {
    const { messages } = await lintSource({
      source: { filePath: 'text.txt', content, contentType: 'text', ext: '.txt' },
      options: { noPhysicFilePath: true, config: { rules: [{ id: ID, rule: creator }] } },
    })
    for (const { range } of messages) found.add(content.slice(range[0], range[1]))
  }
  found.delete('')
  return [...found]
}
