/** Whether what stands behind `password:` and its like is a secret or a word about one. */
import { ALGORITHM, BENIGN_VALUES, PRODUCTS, PROSE } from './words.ts'

/** How much a key's name says: a password is anything, a token's value has to look like one. */
export type Grade = 'password' | 'secret' | 'weak'

export interface Value {
  readonly text: string
  readonly quoted: boolean
  /** Nothing but the end of the line or of the label's part follows. */
  readonly alone: boolean
}

/** `assigned` is code (`=`, a tag, a flag), `told` may be prose (`:`), `said` surely is (`is`), as may what just stands there. */
export type Tie = 'assigned' | 'told' | 'said' | 'beside'

const TEMPLATE =
  /^(?:\$\{[^}]*\}?|\$\([^)]*\)?|\$[A-Z_][A-Z0-9_]*|\{\{.*|\{[^}]*\}?|<[^>]*>|\[[^\]]*\]?|%[A-Za-z_]+%|@\w+@|[*•.…_-]+|[xX]{3,}|(?:process\.env|os\.environ|env|getenv|import\.meta|var|local|data|module|self|this|config|secrets)[.([].*)$/
/** `ERC-20`, `BIP39`. */
const STANDARD = /^[A-Z]{2,6}-?\d{1,3}$/
const NUMBER = /^[\d.,+<>=~%-]+(?:ms|s|sec|m|min|h|d|days|hours|bits?|bytes?|chars?|characters?|x|k|kb|mb)?$/i

export function isSecretValue(value: Value, grade: Grade, tie: Tie): boolean {
  const text = value.text.trim()
  if (text === '' || TEMPLATE.test(text) || isPlainWord(text, grade) || isReference(text)) return false
  if (/\s/.test(text)) return value.quoted && isPhrase(text, grade)
  if (tie === 'beside') {
    return text.length >= (grade === 'weak' ? 16 : 6) && /\p{L}/u.test(text) && /\d/.test(text)
  }
  if (tie === 'said') return text.length >= 5 && isPasswordLike(text)
  if (NUMBER.test(text))
    return /^\d{4,}$/.test(text) && value.alone && (grade !== 'weak' || tie === 'assigned')
  if (grade === 'weak') {
    return tie === 'assigned'
      ? text.length >= 4
      : text.length >= 6 && isPasswordLike(text) && !STANDARD.test(text)
  }
  return value.alone || value.quoted || tie === 'assigned' || isPasswordLike(text)
}

/** Letters and digits mixed, a character that words do not have, or case that changes inside. */
export function isPasswordLike(text: string): boolean {
  if (text.length < 4 || ALGORITHM.test(text)) return false
  const letter = /\p{L}/u.test(text)
  if (letter && /\d/.test(text)) return true
  if (letter && /[!@#$%^&*~+=?\\]/.test(text)) return true
  return text.length >= 10 && (text.match(/[a-z][A-Z]/g)?.length ?? 0) >= 2
}

const DESCRIBED = /-(?:provided|supplied|defined|managed|based|generated|protected|chosen|hashed|encrypted)$/

function isPlainWord(text: string, grade: Grade): boolean {
  const word = text.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  if (BENIGN_VALUES.has(word) || DESCRIBED.test(word) || ALGORITHM.test(word)) return true
  return grade !== 'password' && PRODUCTS.has(word)
}

/** A URL's own secrets are found as such; a path and a reference only say where the secret is. */
function isReference(text: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/|arn:|\.{0,2}\/[a-z_./-]*$|@Microsoft\.KeyVault)/.test(text)
}

function isPhrase(text: string, grade: Grade): boolean {
  if (grade === 'weak') return text.includes('=') && text.includes(';')
  return !text
    .toLowerCase()
    .split(/[^\p{L}\p{N}'-]+/u)
    .some((word) => PROSE.has(word) || BENIGN_VALUES.has(word) || ALGORITHM.test(word))
}
