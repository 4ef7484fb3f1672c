import { memo, type ReactNode } from 'react'
import { cx } from '../../../ui/classes.ts'
import { type CanvasFlow, type CanvasNode, LAYER } from '../elements.ts'
import { ComponentNode } from '../parts/ComponentNode.tsx'
import { Grips } from '../parts/editing/Grips.tsx'
import { FlowInk, FlowTags } from '../parts/flows/FlowEdge.tsx'
import { LineNode } from '../parts/LineNode.tsx'
import { NoteNode } from '../parts/NoteNode.tsx'
import { ZoneNode } from '../parts/ZoneNode.tsx'
import styles from './stage.module.css'
import { useStage } from './stage-state.ts'

/** The elements that the page holds. While the picture is seen they are there, but not to be seen. */
export const Stage = memo(function Stage({
  nodes,
  flows,
}: {
  readonly nodes: readonly CanvasNode[]
  readonly flows: readonly CanvasFlow[]
}) {
  const isPicture = useStage((state) => state.isPicture)
  const raised = flows.filter(({ data }) => data.selected)
  // An open zone lies under the flows along its border, its grips must not.
  const resized = nodes.find(({ type, data }) => type === 'zone' && data.sole && data.inside === null)
  return (
    <div className={cx(styles.stage, isPicture && styles.away)}>
      <FlowLayer zIndex={LAYER.flow} flows={flows.filter(({ data }) => !data.selected)} />
      {/* Its grips lie on the outlines of components. */}
      <FlowLayer zIndex={LAYER.component + 2} flows={raised} />
      {flows.map((flow) => (
        <FlowTags key={flow.id} {...flow} />
      ))}
      {nodes.map((node) => (
        <NodeFrame key={node.id} node={node} />
      ))}
      {resized ? (
        <div className={styles.grips} style={{ ...frameOf(resized), zIndex: LAYER.note + 1 }}>
          <Grips id={resized.id} sides />
        </div>
      ) : null}
    </div>
  )
})

/** One drawing for all flows: a layer for each is what made them dear. */
function FlowLayer({ flows, zIndex }: { readonly flows: readonly CanvasFlow[]; readonly zIndex: number }) {
  return (
    <svg className={styles.flows} style={{ zIndex }} width="1" height="1" role="presentation">
      {flows.map((flow) => (
        <FlowInk key={flow.id} {...flow} />
      ))}
    </svg>
  )
}

const NodeFrame = memo(function NodeFrame({ node }: { readonly node: CanvasNode }) {
  const { id, type, zIndex, data } = node
  return (
    <div
      className={cx(
        'react-flow__node',
        `react-flow__node-${type}`,
        styles.node,
        data.selected && 'selected',
        data.renaming && styles.edited,
        data.selected && styles.kept,
      )}
      data-id={id}
      style={{
        ...frameOf(node),
        zIndex,
        pointerEvents: isPassed(node) ? 'none' : 'all',
      }}
    >
      {partOf(node)}
    </div>
  )
})

function frameOf({ rect }: CanvasNode) {
  return { left: rect.x, top: rect.y, width: rect.width, height: rect.height }
}

/** Open zones and lines are hit by their line and name, not by what they enclose. */
function isPassed({ type, data }: CanvasNode): boolean {
  return type === 'line' || (type === 'zone' && data.inside === null)
}

function partOf(node: CanvasNode): ReactNode {
  switch (node.type) {
    case 'component':
      return <ComponentNode {...node} />
    case 'zone':
      return <ZoneNode {...node} />
    case 'line':
      return <LineNode {...node} />
    case 'note':
      return <NoteNode {...node} />
  }
}
