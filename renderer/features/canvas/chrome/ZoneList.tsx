import { useEffect, useState } from 'react'
import { moveInto, pathOf, zonesFor } from '../../../state/canvas/zones/membership.ts'
import { useDocument } from '../../../state/document.ts'
import { nameOf } from '../../../state/elements/elements.ts'
import { setUi, uiStore, useUi } from '../../../state/ui.ts'
import { canvasView, reveal } from '../../../state/view.ts'
import { setCanvas } from '../canvas-state.ts'
import { PickList } from './PickList.tsx'

/** Moves what is selected into a zone without a mouse. */
export function ZoneList() {
  const refs = useUi((state) => state.movingInto)
  return refs === null ? null : <List key={refs.join(' ')} refs={refs} />
}

function List({ refs }: { readonly refs: readonly string[] }) {
  const document = useDocument((state) => state.history.present)
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const options = zonesFor(document, refs)
    .map((id) => ({ id, label: pathOf(document, id) }))
    .filter(({ label }) => label.toLowerCase().includes(wanted))
    .sort((a, b) => a.label.localeCompare(b.label))
  useEffect(() => () => setCanvas({ dropZone: null }), [])
  return (
    <PickList
      name={`Move ${nameOf(document, refs)} into a zone`}
      title={
        <>
          Move <strong>{nameOf(document, refs)}</strong> into
        </>
      }
      hint="Type a zone's name"
      list="Zones"
      none="No zone of this name."
      options={options}
      query={query}
      onQuery={setQuery}
      onActive={(id) => {
        setCanvas({ dropZone: id })
        if (id !== null) canvasView()?.reveal([id])
      }}
      onClose={() => setUi({ movingInto: null })}
      onChoose={(id) => {
        moveInto(refs, id)
        reveal(uiStore.getState().selection)
      }}
    />
  )
}
