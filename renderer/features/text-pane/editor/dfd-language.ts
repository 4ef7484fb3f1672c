/** The plain-text DFD for the editor: what its words look like. Reading it is `shared/formats/dfd`'s work. */
import { indentService, StreamLanguage, type StreamParser, type StringStream } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { Tag } from '@lezer/highlight'

/** Zones and boundary lines, in the colour that nothing else has. */
export const boundaryTag = Tag.define()
export const quietTag = Tag.define()
export const wordTag = Tag.define()
export const signTag = Tag.define()
export const remarkTag = Tag.define()

const KIND = /^(external entity|external|process|data ?store)\s*:/i
const BOUNDARY = /^(zone|line)\s*:/i
const OTHER = /^[\p{L}][\p{L} ]*:/u
const IN_BRACKET = /^trust boundary(?:\s+(?:"(?:[^"\\]|\\.)*"|[^\],]*))?/i

interface State {
  /** Inside `[…]` between two arrows. */
  inLabel: boolean
  /** What the rest of the line is: a boundary's title, or a note to be left alone. */
  rest: 'title' | 'boundary' | 'note' | null
}

function atStart(stream: StringStream, state: State): string | null {
  state.inLabel = false
  state.rest = null
  if (stream.match(/^\s*#.*/)) return 'remark'
  if (stream.eatSpace()) return null
  if (stream.match(/^[-*•]\s+/)) return 'quiet'
  return null
}

function token(stream: StringStream, state: State): string | null {
  if (stream.sol()) {
    const name = atStart(stream, state)
    if (stream.pos > stream.start) return name
  }
  if (stream.eatSpace()) return null
  if (state.rest === 'note') {
    stream.skipToEnd()
    return null
  }
  if (state.inLabel) return inLabel(stream, state)
  if (stream.match('->') || stream.match('→')) return 'sign'
  if (stream.match('[')) {
    state.inLabel = true
    return 'quiet'
  }
  if (state.rest === null) {
    if (stream.match(KIND)) {
      state.rest = 'title'
      return 'word'
    }
    if (stream.match(BOUNDARY)) {
      state.rest = 'boundary'
      return 'boundary'
    }
    if (stream.match(OTHER)) {
      state.rest = 'note'
      return 'word'
    }
    state.rest = 'title'
  } else if (stream.match(KIND)) {
    return 'word'
  }
  if (stream.match(/^\{[^}]*\}/) || stream.match(/^\([^)]*\)?/)) return 'quiet'
  const isBoundary = state.rest === 'boundary'
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return isBoundary ? 'boundary' : null
  stream.next()
  stream.eatWhile(/[^\s"({[\-→]/)
  return isBoundary ? 'boundary' : null
}

function inLabel(stream: StringStream, state: State): string | null {
  if (stream.match(']')) {
    state.inLabel = false
    state.rest = 'title'
    return 'quiet'
  }
  if (stream.match(IN_BRACKET)) return 'boundary'
  if (stream.match(/^\{[^}\]]*\}/) || stream.match(',')) return 'quiet'
  if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) return null
  stream.next()
  stream.eatWhile(/[^\s",{\]]/)
  return 'quiet'
}

const parser: StreamParser<State> = {
  name: 'dfd',
  startState: () => ({ inLabel: false, rest: null }),
  token,
  blankLine: (state) => {
    state.rest = null
  },
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['[', '"', '('] } },
  tokenTable: { boundary: boundaryTag, quiet: quietTag, word: wordTag, sign: signTag, remark: remarkTag },
}

/** What stands in a zone is indented below it; any other line starts where the one before does. */
const indentation = indentService.of((context, pos) => {
  const { text } = context.lineAt(pos, -1)
  const own = /^\s*/.exec(text)?.[0].length ?? 0
  return /^\s*(?:[-*•]\s+)?zone\s*:/i.test(text) ? own + context.unit : own
})

export const dfd: Extension = [StreamLanguage.define(parser), indentation]
