/** The editor in the app's colours. Custom properties reach into the shadow root, so it follows the theme by itself. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { boundaryTag, quietTag, remarkTag, signTag, wordTag } from './dfd-language.ts'

const colours = HighlightStyle.define([
  { tag: [wordTag, tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--ink-3)' },
  { tag: [signTag, tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--ink-3)' },
  { tag: [quietTag], color: 'var(--ink-2)' },
  { tag: [remarkTag, tags.comment, tags.lineComment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [boundaryTag], color: 'var(--trust)' },
])

/** Shapes by which the list of completions and the canvas tell kinds apart. */
const shape = { boxSizing: 'border-box', width: '11px', height: '9px', border: '1.5px solid var(--ink-2)' }

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto',
    fontFamily: 'var(--mono)',
    lineHeight: '1.6',
    scrollbarColor: 'var(--edge) transparent',
    scrollbarWidth: 'thin',
  },
  '.cm-content': { padding: '4px 0 24px', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 16px 0 6px' },
  '.cm-cursor, .cm-dropCursor': { borderLeft: '1.5px solid var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--focus) 26%, transparent)',
  },
  '.cm-activeLine': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--ink)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent' },
  // Quiet words need more ink on the tint.
  '.cm-element': { backgroundColor: 'var(--focus-tint)', '--ink-3': 'var(--ink-2)' },
  '.cm-gutters': {
    border: '0',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink-3)',
    fontVariantNumeric: 'tabular-nums',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '28px', padding: '0 6px 0 4px' },
  '.cm-example': { display: 'block', color: 'var(--ink-3)', whiteSpace: 'pre', pointerEvents: 'none' },
  '.cm-example-inline': { display: 'inline-block', verticalAlign: 'top' },
  '.cm-boundary, .cm-boundary *': { color: 'var(--trust)' },
  '.cm-searchMatch': { backgroundColor: 'var(--hover)', outline: '1px solid var(--edge)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--focus) 26%, transparent)' },
  '.cm-selectionMatch': { backgroundColor: 'var(--hover)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'transparent',
    outline: '1px solid var(--hairline)',
  },
  '.cm-nonmatchingBracket, &.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent' },
})

/** The package draws its marks as data: images, which the page's policy refuses. */
const problems = EditorView.theme({
  '.cm-lintRange': {
    paddingBottom: '0',
    backgroundImage: 'none',
    textDecoration: 'underline wavy 1px var(--ink-3)',
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecorationColor: 'var(--ink)' },
  '.cm-lintRange-warning, .cm-lintRange-info, .cm-lintRange-hint': { backgroundImage: 'none' },
  '.cm-lintRange-active': { backgroundColor: 'var(--hover)' },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--ink)' },
  '.cm-gutter-lint': { width: '18px' },
  '.cm-gutter-lint .cm-gutterElement': { display: 'flex', alignItems: 'center', padding: '0 0 0 6px' },
  '.cm-lint-marker': { width: '8px', height: '8px', background: 'var(--ink-3)' },
  '.cm-lint-marker-error': { borderRadius: '50%', background: 'var(--ink)', content: 'normal' },
  '.cm-lint-marker-warning': { clipPath: 'polygon(50% 0, 100% 100%, 0 100%)', content: 'normal' },
  '.cm-lint-marker-info': { clipPath: 'polygon(50% 0, 100% 50%, 50% 100%, 0 50%)', content: 'normal' },
  '.cm-diagnostic': { padding: '6px 10px', margin: '0', fontFamily: 'var(--font)', maxWidth: '360px' },
  '.cm-diagnostic-error, .cm-diagnostic-warning, .cm-diagnostic-info, .cm-diagnostic-hint': {
    borderLeft: '0',
  },
  '.cm-diagnosticAction': {
    display: 'block',
    margin: '6px 0 0',
    padding: '3px 8px',
    border: '1px solid var(--hairline)',
    borderRadius: '4px',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    cursor: 'default',
  },
  '.cm-diagnosticAction:hover': { backgroundColor: 'var(--hover)' },
})

const floating = EditorView.theme({
  '.cm-tooltip': {
    zIndex: '30',
    border: '1px solid var(--hairline)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--raised)',
    boxShadow: 'var(--shadow)',
    color: 'var(--ink)',
    fontFamily: 'var(--font)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '240px',
    minWidth: '220px',
    maxWidth: '420px',
    padding: '4px',
    fontFamily: 'var(--font)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    height: '26px',
    alignItems: 'center',
    gap: '8px',
    padding: '0 8px',
    borderRadius: '4px',
    lineHeight: '26px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--focus-tint)',
    color: 'var(--ink)',
  },
  '.cm-completionLabel': { overflow: 'hidden', flex: '1', textOverflow: 'ellipsis' },
  '.cm-completionMatchedText': { fontWeight: '600', textDecoration: 'none' },
  '.cm-completionDetail': { margin: '0', color: 'var(--ink-3)', fontSize: '11px', fontStyle: 'normal' },
  '.cm-completionIcon': { flexShrink: '0', width: '11px', padding: '0', opacity: '1', fontSize: '11px' },
  '.cm-completionIcon:after': { content: "''", display: 'block' },
  '.cm-completionIcon-external:after': shape,
  '.cm-completionIcon-process:after': { ...shape, borderRadius: '3px' },
  '.cm-completionIcon-store:after': { ...shape, borderRight: '0', borderLeftWidth: '3px' },
  '.cm-completionIcon-boundary:after': { ...shape, border: '1px dashed var(--trust)' },
})

const searching = EditorView.theme({
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)', fontFamily: 'var(--font)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--hairline)' },
  '.cm-panels-bottom': { borderTop: '1px solid var(--hairline)' },
  '.cm-panel.cm-search': { padding: '6px 28px 6px 8px', fontSize: '12px' },
  '.cm-panel.cm-search label': { display: 'inline-flex', alignItems: 'center', gap: '4px', fontSize: '12px' },
  '.cm-panel.cm-search input[type=checkbox]': { margin: '0', accentColor: 'var(--focus)' },
  // Alt+Enter does it, and the panel is narrow.
  '.cm-panel.cm-search [name=select]': { display: 'none' },
  '.cm-panel.cm-search .cm-textfield': { width: '150px' },
  '.cm-textfield': {
    height: '24px',
    padding: '0 6px',
    border: '1px solid var(--edge)',
    borderRadius: '4px',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontFamily: 'var(--mono)',
    fontSize: '12px',
  },
  '.cm-button': {
    height: '24px',
    padding: '0 8px',
    border: '1px solid var(--hairline)',
    borderRadius: '4px',
    backgroundColor: 'var(--surface)',
    backgroundImage: 'none',
    color: 'var(--ink)',
    fontFamily: 'var(--font)',
    fontSize: '12px',
  },
  '.cm-button:hover, .cm-button:active': { backgroundColor: 'var(--hover)', backgroundImage: 'none' },
  '.cm-textfield:focus-visible, .cm-button:focus-visible, .cm-panel [name=close]:focus-visible': {
    outline: '2px solid var(--focus)',
    outlineOffset: '-1px',
  },
  '.cm-panel.cm-search [name=close]': {
    top: '6px',
    right: '6px',
    width: '20px',
    height: '20px',
    color: 'var(--ink-2)',
    fontSize: '14px',
  },
})

export const theme: Extension = [look, problems, floating, searching, syntaxHighlighting(colours)]
