/**
 * Structured clone over a channel that carries text only. Both functions run in the page as well as in the
 * test, so each is whole in itself. A value that cannot be cloned throws as Electron does.
 */

/** Text for a value; throws for functions, symbols, promises and whatever else no clone exists of. */
export function encode(value: unknown): string {
  const ids = new Map<object, number>()
  const clone = structuredClone(value)
  const write = (item: unknown): unknown => {
    if (item === undefined) return ['u']
    if (typeof item === 'bigint') return ['n', String(item)]
    if (typeof item === 'number' && (!Number.isFinite(item) || Object.is(item, -0))) {
      return ['d', Object.is(item, -0) ? '-0' : String(item)]
    }
    if (typeof item !== 'object' || item === null) return item
    const known = ids.get(item)
    if (known !== undefined) return ['r', known]
    ids.set(item, ids.size)
    if (item instanceof Date) return ['D', item.getTime()]
    if (item instanceof RegExp) return ['R', item.source, item.flags]
    if (item instanceof Map) return ['M', [...item].map(([key, at]) => [write(key), write(at)])]
    if (item instanceof Set) return ['S', [...item].map(write)]
    if (item instanceof Error) return ['E', item.name, item.message]
    if (item instanceof ArrayBuffer) return ['B', 'ArrayBuffer', [...new Uint8Array(item)]]
    if (ArrayBuffer.isView(item)) {
      const bytes = new Uint8Array(item.buffer, item.byteOffset, item.byteLength)
      return ['B', item.constructor.name, [...bytes]]
    }
    if (Array.isArray(item)) return ['a', Array.from(item, write)]
    return ['o', Object.entries(item).map(([key, at]) => [key, write(at)])]
  }
  return JSON.stringify(write(clone))
}

/** The value of a text that `encode` made. */
export function decode(text: string): unknown {
  const seen: object[] = []
  const keep = <T extends object>(item: T): T => {
    seen.push(item)
    return item
  }
  const read = (node: unknown): unknown => {
    if (!Array.isArray(node)) return node
    const [kind, first, second] = node
    if (kind === 'u') return undefined
    if (kind === 'n') return BigInt(first)
    if (kind === 'd') return Number(first)
    if (kind === 'r') return seen[first]
    // JSON has null for the time of an invalid date.
    if (kind === 'D') return keep(new Date(first ?? Number.NaN))
    if (kind === 'R') return keep(new RegExp(first, second))
    if (kind === 'E') return keep(Object.assign(new Error(second), { name: first }))
    if (kind === 'B') {
      const { buffer } = Uint8Array.from(second)
      const views = globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => object>
      const View = views[first]
      return keep(first === 'ArrayBuffer' || !View ? buffer : new View(buffer))
    }
    if (kind === 'M') {
      const map = keep(new Map())
      for (const [key, at] of first) map.set(read(key), read(at))
      return map
    }
    if (kind === 'S') {
      const set = keep(new Set())
      for (const at of first) set.add(read(at))
      return set
    }
    if (kind === 'a') {
      const list: unknown[] = keep([])
      for (const at of first) list.push(read(at))
      return list
    }
    const record: object = keep({})
    for (const [key, at] of first) {
      // An own `__proto__` stays an own property, as in a structured clone.
      Object.defineProperty(record, key, {
        value: read(at),
        writable: true,
        enumerable: true,
        configurable: true,
      })
    }
    return record
  }
  return read(JSON.parse(text))
}
