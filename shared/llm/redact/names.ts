/** Hosts, addresses, e-mail addresses and tickets: what tells who the model is about without being secret. */
import { type Found, findAll } from './found.ts'
import {
  DOUBTFUL_ENDINGS,
  HOST_BEGINNINGS,
  HOST_ENDINGS,
  NOT_TICKETS,
  NUMBERED,
  REVERSED,
  TECHNOLOGIES,
} from './name-words.ts'

export function findNames(text: string): Found[] {
  return [
    ...findAll(text, EMAIL, 'e-mail').filter(({ start, end }) => isEmail(text.slice(start, end))),
    ...findAll(text, DOTTED, 'host').filter((found) => isHost(text, found)),
    ...findAll(text, URL_HOST, 'host').filter(({ start, end }) => !isHarmless(text.slice(start, end))),
    ...findAll(text, IPV4, 'address').filter(({ start, end }) => isIpv4(text.slice(start, end))),
    ...findAll(text, COLONS, 'address').filter(({ start, end }) => isIpv6(text.slice(start, end))),
    ...findAll(text, MAC, 'address'),
    ...findAll(text, TICKET, 'ticket').filter(({ start, end }) => isTicket(text.slice(start, end))),
  ]
}

const EMAIL =
  /(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}_][\p{L}\p{N}._%+'-]*@[A-Za-zÀ-ɏ0-9-]+(?:\.[A-Za-zÀ-ɏ0-9-]+)+/gu
const DOTTED = /(?<![A-Za-zÀ-ɏ0-9_@.-])[A-Za-zÀ-ɏ0-9_-]+(?:\.[A-Za-zÀ-ɏ0-9_-]+)+/g
const URL_HOST =
  /(?<=[A-Za-z0-9]:\/\/(?:[^\s/?#@"'<>]{0,200}@)?)[A-Za-z0-9](?:[A-Za-z0-9._-]{0,250}[A-Za-z0-9])?(?![^\s/?#@"'<>]{0,200}@)(?=[:/?#\s"'<>),;\]}]|$)/g
const IPV4 = /(?<![\w.]|\b(?:version|release|section|chapter)\s)\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/gi
const COLONS = /(?<![\w:.])[0-9A-Fa-f:]{2,39}(?:\.\d{1,3}){0,3}(?![\w:])/g
const MAC = /(?<![\w:-])[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![\w:-])/g
const TICKET = /(?<![\w.-])[A-Z][A-Z0-9]{1,9}-\d{1,7}(?![\w-]|\.\d)/g

/** Of this machine: says nothing of anybody's network. */
function isHarmless(host: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\d{1,3}(?:\.\d{1,3}){3})$/i.test(host)
}

function isEmail(text: string): boolean {
  return /\.[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9-]*[A-Za-zÀ-ɏ0-9]$/.test(text)
}

function isHost(text: string, { start, end }: Found): boolean {
  const name = text.slice(start, end)
  const labels = name.split('.')
  const ending = labels.at(-1)?.toLowerCase() ?? ''
  const first = labels[0]?.toLowerCase() ?? ''
  // A call, a scoped package, a path below a folder.
  if (text[end] === '(' || TECHNOLOGIES.has(name.toLowerCase())) return false
  if (/\.k8s\.io$/i.test(name)) return false
  if (text.slice(start - 3, start) === '://') return !isHarmless(name)
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) return false
  if (isTypeName(labels)) return false
  if (REVERSED.has(first) && labels.length > 2 && !HOST_BEGINNINGS.has(first)) return false
  if (HOST_ENDINGS.has(ending)) return true
  return (
    DOUBTFUL_ENDINGS.has(ending) && labels.length > 2 && (HOST_BEGINNINGS.has(first) || isSecondLevel(labels))
  )
}

/** `System.IO`, `Json.NET`: capitals as code has them. */
function isTypeName(labels: readonly string[]): boolean {
  const last = labels.at(-1) ?? ''
  const others = labels.slice(0, -1).join('')
  return (
    (/^[A-Z]{2}/.test(last) && /[a-z]/.test(others)) || (/^[A-Z][a-z]/.test(last) && /[a-z]/.test(others))
  )
}

/** `shop.co.in`, `bank.com.my`. */
function isSecondLevel(labels: readonly string[]): boolean {
  return /^(?:co|com|org|net|gov|edu|ac|or|go|ne)$/i.test(labels.at(-2) ?? '')
}

function isIpv4(text: string): boolean {
  return (
    text.split('.').every((part) => Number(part) <= 255) &&
    !/^(?:127\.|0\.0\.0\.0$|255\.255\.255\.)/.test(text)
  )
}

function isIpv6(text: string): boolean {
  if (!text.includes(':') || text === '::' || text === '::1') return false
  const [head, mapped] = text.includes('.') ? splitMapped(text) : [text, undefined]
  if (mapped !== undefined && !/^\d{1,3}(?:\.\d{1,3}){3}$/.test(mapped)) return false
  const halves = head.split('::')
  const groups = halves.flatMap((half) => half.split(':').filter((group) => group !== ''))
  const count = groups.length + (mapped === undefined ? 0 : 2)
  if (halves.length > 2 || groups.some((group) => group.length > 4) || !/\d/.test(text)) return false
  if (halves.some((half) => half.startsWith(':') || half.endsWith(':'))) return false
  return halves.length === 2 ? count <= 7 && (count >= 3 || /^[0-9a-f]{3,4}::/i.test(text)) : count === 8
}

function splitMapped(text: string): [string, string] {
  const colon = text.lastIndexOf(':')
  const head = text.slice(0, colon + 1)
  return [head.endsWith('::') ? head : head.slice(0, -1), text.slice(colon + 1)]
}

function isTicket(text: string): boolean {
  const [project = '', number = ''] = text.split('-')
  if (NOT_TICKETS.has(project) || number.startsWith('0')) return false
  return number.length >= 3 || !NUMBERED.has(project)
}
