/**
 * What every part of the stand-in is made of. A part declares the members it has against electron's own
 * types; any other member throws instead of being undefined, so that a test never passes because
 * something was quietly missing. The same goes for events: listening for one that is never raised throws.
 */
import { EventEmitter } from 'node:events'

/** Looked up by `await`, by printers and by vitest's matchers on whatever they are given. */
const LOOKED_UP_BY_OTHERS = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'asymmetricMatch',
  'nodeType',
  'tagName',
  'inspect',
  '$$typeof',
  '__esModule',
])

const lacking = (name: string) => new Error(`electron stand-in: ${name} is not there`)

const handlerFor = <T extends object>(name: string, members: object): ProxyHandler<T> => ({
  get(_, key) {
    if (key in members || typeof key === 'symbol' || LOOKED_UP_BY_OTHERS.has(key)) {
      return Reflect.get(members, key, members)
    }
    throw lacking(`${name}.${key}`)
  },
  set(_, key, value) {
    if (key in members || typeof key === 'symbol') return Reflect.set(members, key, value, members)
    throw lacking(`${name}.${key}`)
  },
  has: (_, key) => key in members,
})

/** An object of Electron's that has some of its members. */
export const part = <T extends object>(name: string, members: Partial<T>): T =>
  new Proxy(Object.create(null), handlerFor<T>(name, members))

/** A class of Electron's: `create` makes what `new` gives. */
export const classPart = <T extends object, A extends unknown[]>(
  name: string,
  create: (...args: A) => object,
  statics: Partial<T>,
): T =>
  new Proxy(function standIn() {} as unknown as T, {
    ...handlerFor<T>(name, statics),
    construct: (_, args) => create(...(args as A)),
  })

type Listener = (...args: never[]) => void

export interface Events<T> {
  /** Raises an event; its listeners run at once, in order. */
  readonly emit: (event: string, ...args: unknown[]) => void
  readonly has: (event: string) => boolean
  /** What the part has of an emitter. */
  readonly members: {
    on: (event: string, listener: Listener) => T
    once: (event: string, listener: Listener) => T
    off: (event: string, listener: Listener) => T
    addListener: (event: string, listener: Listener) => T
    removeListener: (event: string, listener: Listener) => T
    removeAllListeners: (event?: string) => T
    listenerCount: (event: string) => number
    emit: (event: string, ...args: unknown[]) => boolean
  }
}

/** The events a part can raise. `self` gives the part, which is made after its events. */
export const eventsOf = <T>(name: string, known: readonly string[], self: () => T): Events<T> => {
  const emitter = new EventEmitter()
  const check = (event: string) => {
    if (!known.includes(event)) throw lacking(`${name}.on('${event}')`)
  }
  const add = (method: 'on' | 'once') => (event: string, listener: Listener) => {
    check(event)
    emitter[method](event, listener as (...args: unknown[]) => void)
    return self()
  }
  const remove = (event: string, listener: Listener) => {
    emitter.off(event, listener as (...args: unknown[]) => void)
    return self()
  }
  return {
    emit: (event, ...args) => {
      check(event)
      emitter.emit(event, ...args)
    },
    has: (event) => emitter.listenerCount(event) > 0,
    members: {
      on: add('on'),
      once: add('once'),
      addListener: add('on'),
      off: remove,
      removeListener: remove,
      removeAllListeners: (event) => {
        emitter.removeAllListeners(event)
        return self()
      },
      listenerCount: (event) => emitter.listenerCount(event),
      emit: (event, ...args) => emitter.emit(event, ...args),
    },
  }
}

interface RaisedEvent {
  preventDefault(): void
  readonly defaultPrevented: boolean
}

/** An event that a listener may prevent, with what Electron puts on it. */
const anEvent = <D extends object>(details: D): D & RaisedEvent => {
  let prevented = false
  return Object.defineProperties(Object.create(null), {
    ...Object.getOwnPropertyDescriptors(details),
    preventDefault: {
      value: () => {
        prevented = true
      },
    },
    defaultPrevented: { get: () => prevented },
  })
}

/** Raises an event that can be prevented; true when a listener prevented it. */
export const isPrevented = <T>(
  events: Events<T>,
  name: string,
  details: object = {},
  ...args: unknown[]
): boolean => {
  const event = anEvent(details)
  events.emit(name, event, ...args)
  return event.defaultPrevented
}
