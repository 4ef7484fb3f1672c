/** What diagram a Mermaid text is. */

/** Mermaid asks in this order; C4 words count anywhere in the text. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['an agent flow', /^\s*agentflow-beta\b/],
  ['a C4 diagram', /^\s*C4Context|C4Container|C4Component|C4Dynamic|C4Deployment/],
  ['a kanban board', /^\s*kanban/],
  ['a class diagram', /^\s*classDiagram/],
  ['an entity relationship diagram', /^\s*erDiagram/],
  ['a Gantt chart', /^\s*gantt/],
  ['an info diagram', /^\s*info/],
  ['a pie chart', /^\s*pie/],
  ['a requirement diagram', /^\s*requirement/],
  ['a sequence diagram', /^\s*sequenceDiagram/],
  ['a swimlane diagram', /^\s*swimlane-beta\b/],
  ['a mind map', /^\s*mindmap/],
  ['an architecture diagram', /^\s*architecture/],
  ['a timeline', /^\s*timeline/],
  ['a Git graph', /^\s*gitGraph/],
  ['a state diagram', /^\s*stateDiagram/],
  ['a user journey', /^\s*journey/],
  ['a quadrant chart', /^\s*quadrantChart/],
  ['a Sankey diagram', /^\s*sankey/],
  ['a packet diagram', /^\s*packet/],
  ['an XY chart', /^\s*xychart/],
  ['a block diagram', /^\s*block/],
  ['an event model', /^\s*eventmodeling/],
  ['a tree view', /^\s*treeView-beta/],
  ['a radar chart', /^\s*radar-beta/],
  ['a treemap', /^\s*treemap/],
  ['a ZenUML diagram', /^\s*zenuml/],
  ['a use case diagram', /^\s*usecase-beta/],
]

/** The name of what it is where it is a diagram of another kind; undefined for a flowchart. */
export function findOtherKind(diagram: string): string | undefined {
  const text = withoutTrailingComments(diagram)
  for (const [name, pattern] of KINDS) if (pattern.test(text)) return name
  return undefined
}

export function isFlowchart(diagram: string): boolean {
  return /^\s*(?:graph|flowchart)/.test(withoutTrailingComments(diagram))
}

/** `%%` hides the rest of its line from the question which diagram this is, and from it alone. */
function withoutTrailingComments(text: string): string {
  const parts: string[] = []
  let at = 0
  for (let mark = text.indexOf('%%'); mark >= 0; mark = text.indexOf('%%', at)) {
    const end = text.indexOf('\n', mark)
    if (end < 0) break
    parts.push(text.slice(at, mark))
    at = end
  }
  return parts.join('') + text.slice(at)
}
