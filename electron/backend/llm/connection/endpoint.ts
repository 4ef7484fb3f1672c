/** Which addresses a language model may be asked at: most plainly, some after a word of the person, some never. */

export interface Endpoint {
  readonly kind: 'ok' | 'confirm' | 'refused'
  /** Empty where the address has none. */
  readonly origin: string
  /** To be shown; absent for `ok`. */
  readonly reason?: string
}

const LONGEST = 500
const PLAIN_HOST = /^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)*$/
const INSIDE_NAME =
  /\.(local|internal|intranet|lan|home|corp|home\.arpa|localdomain|test|example|invalid|onion)$/

/** Looks at the text as it was written as well: what the URL parser mends silently is refused. */
export function checkEndpoint(baseURL: string): Endpoint {
  const refuse = (reason: string, origin = ''): Endpoint => ({ kind: 'refused', origin, reason })
  if (baseURL.length > LONGEST) return refuse(`The address is longer than ${LONGEST} characters.`)
  if (!/^[\x21-\x7e]+$/.test(baseURL))
    return refuse('The address holds a space, a control character or a letter outside plain ASCII.')
  if (!/^https?:\/\//i.test(baseURL)) return refuse('The address must begin with https:// or http://.')
  if (/[\\%?#]/.test(baseURL)) return refuse('The address must hold no ?, #, % or backslash.')
  if (!URL.canParse(baseURL)) return refuse('This is not an address.')
  const url = new URL(baseURL)
  const { origin, hostname } = url
  if (baseURL.slice(baseURL.indexOf('//')).includes('@'))
    return refuse('The address must hold no name or password. The key is set separately.', origin)
  const written = (/^https?:\/\/(\[[^\]]*\]|[^/:]*)/i.exec(baseURL)?.[1] ?? '').toLowerCase()
  if (isNumeric(hostname) && written !== hostname)
    return refuse(`The address is a disguised way to write ${hostname}.`, origin)
  if (hostname.split('.').some((label) => label.startsWith('xn--')))
    return refuse('The name of the server is written in letters that can be taken for others.', origin)
  if (!hostname.startsWith('[') && !PLAIN_HOST.test(hostname))
    return refuse(`"${hostname}" is not the name of a server.`, origin)
  const port = url.port === '' ? undefined : Number(url.port)
  if (port !== undefined && isOddPort(port)) return refuse(`Port ${port} is not one of a web server.`, origin)
  return weigh(url)
}

function weigh({ protocol, hostname, origin }: URL): Endpoint {
  const confirm = (reason: string): Endpoint => ({ kind: 'confirm', origin, reason })
  if (isThisMachine(hostname)) return { kind: 'ok', origin }
  if (protocol === 'http:')
    return confirm(`${origin} is not encrypted: whoever is on the way reads the key and the model.`)
  if (isNumeric(hostname))
    return confirm(
      isInsideAddress(hostname)
        ? `${hostname} is an address inside a network, not a public one.`
        : `${hostname} is a bare address without a name.`,
    )
  if (!hostname.includes('.') || INSIDE_NAME.test(hostname))
    return confirm(`${hostname} is a name inside a network: who answers to it depends on where you are.`)
  return { kind: 'ok', origin }
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

function isNumeric(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d{1,3}(\.\d{1,3}){3}$/.test(hostname)
}

/** Private, link-local, carrier-grade, unspecified and multicast addresses, IPv4 ones inside IPv6 included. */
function isInsideAddress(hostname: string): boolean {
  if (hostname.startsWith('[')) return /^\[(f[cdef]|::)/.test(hostname)
  const [first = 0, second = 0] = hostname.split('.').map(Number)
  if (first === 0 || first === 10 || first >= 224) return true
  if (first === 100) return second >= 64 && second < 128
  if (first === 169) return second === 254
  if (first === 172) return second >= 16 && second < 32
  return first === 192 && second === 168
}

/** Ports of mail, remote shells, names and databases: a request there is an attack on something else. */
function isOddPort(port: number): boolean {
  const below = port < 1024 && ![80, 443, 591].includes(port)
  return below || [2049, 3306, 3389, 5432, 5900, 6379, 6667, 9200, 11211, 27017].includes(port)
}
