/** A model as a new Threagile file, valid against the schema of its dialect. */
import type { Model } from '../../../model/schema.ts'
import { spliceModel } from '../model/write-model.ts'

/** What the schemas demand of any file; what a model does not say stays empty. */
const HEAD = `threagile_version: 1.0.0
title: ""
author:
  name: null
contributors: []
business_criticality: important
tags_available: []
data_assets: {}
technical_assets: {}
shared_runtimes: {}
`

/** v0.9 does not know contributors; that they are there is what tells the two apart. */
const OLD = HEAD.replace('contributors: []\n', '')

/** Reads back equal: what Threagile has no word for stands beside it under Fenceline's own keys. */
export function printThreagile(model: Model, dialect: 'head' | '0.9' = 'head'): string {
  return spliceModel(dialect === 'head' ? HEAD : OLD, model)
}
