// A folder with a large model as people have it, placed by hand, and a small one to come from.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { printLayout, printModel } from '../../../shared/formats/fenceline/index.ts'
import type { Model } from '../../../shared/model/schema.ts'
import { aFolder } from '../../support/app.ts'
import { aSeededLayout } from '../../support/models/seeded-layout.ts'
import { aSeededModel } from '../../support/models/seeded-model.ts'

const FLOWS_PER_COMPONENT = 1.3

export interface ModelFolder {
  readonly folder: string
  /** Components and zones: what the canvas draws as nodes. */
  readonly elements: number
}

/** `isPlaced` false leaves the layout to the app. The caller removes the folder. */
export function aModelFolder(components: number, isPlaced = true): ModelFolder {
  const folder = aFolder()
  const model = aSeededModel(components, Math.round(components * FLOWS_PER_COMPONENT))
  write(folder, 'large', model, isPlaced)
  write(folder, 'small', { ...aSeededModel(5, 5), title: 'Small' }, true)
  return { folder, elements: model.components.length + model.boundaries.length }
}

function write(folder: string, name: string, model: Model, isPlaced: boolean): void {
  writeFileSync(path.join(folder, `${name}.threat-model.yaml`), printModel(model))
  if (isPlaced)
    writeFileSync(path.join(folder, `${name}.threat-model.layout.yaml`), printLayout(aSeededLayout(model)))
}
