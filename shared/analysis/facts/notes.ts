/**
 * Model notes are facts too: "Auth: JWT issued by Identity Service, validated at Gateway" says
 * something of the API Gateway. A note belongs to every component whose distinctive word it names.
 */
import type { Component, Model } from '../../model/schema.ts'

const COMMON = new Set([
  'service',
  'server',
  'store',
  'system',
  'data',
  'database',
  'external',
  'process',
  'with',
  'from',
  'auth',
])

/** Verbatim notes by the id of each component they name; a component that no note names has no entry. */
export function notesByComponent(model: Model): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, Component[]>()
  if (model.notes.length === 0) return new Map()
  for (const component of model.components) {
    for (const word of distinctiveWords(component.title)) {
      const others = owners.get(word)
      if (others) others.push(component)
      else owners.set(word, [component])
    }
  }
  const notes = new Map<string, string[]>()
  for (const note of model.notes) {
    const named = new Set(distinctiveWords(note).flatMap((word) => owners.get(word) ?? []))
    for (const { id } of named) notes.set(id, [...(notes.get(id) ?? []), note])
  }
  return notes
}

function distinctiveWords(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []
  return words.filter((word) => !COMMON.has(word))
}
