/** The formats by name: a list that a menu can show without loading any reader or writer. */
import type { ReadResult, WriteForeign } from './format.ts'

export interface Format {
  readonly id: string
  readonly title: string
  /** Without the dot, the usual one first. */
  readonly extensions: readonly string[]
  /** Of another tool's format that can be written: loads what writes it. */
  readonly loadWriter?: () => Promise<WriteForeign>
}

/** Every format that can be read. Another tool's has its reader in `registry.ts`. */
export const FORMATS = [
  { id: 'fenceline', title: 'Fenceline or Threagile YAML', extensions: ['yaml', 'yml'] },
  { id: 'dfd', title: 'Plain-text DFD', extensions: ['dfd', 'txt'] },
  { id: 'mermaid', title: 'Mermaid flowchart', extensions: ['mmd', 'mermaid', 'md'] },
  { id: 'tm7', title: 'Microsoft Threat Modeling Tool', extensions: ['tm7'] },
  {
    id: 'threat-dragon',
    title: 'OWASP Threat Dragon',
    extensions: ['json'],
    loadWriter: async () => {
      const { writeThreatDragon, readThreatDragon } = await import('./threat-dragon/write.ts')
      return inRoom(writeThreatDragon, readThreatDragon)
    },
  },
  { id: 'pytm', title: 'pytm', extensions: ['json'] },
  { id: 'threat-composer', title: 'AWS Threat Composer', extensions: ['tc.json', 'json'] },
  {
    id: 'drawio',
    title: 'draw.io',
    extensions: ['drawio', 'xml', 'svg'],
    loadWriter: async () => {
      const { writeDrawio, readDrawio } = await import('./drawio/write.ts')
      return inRoom(writeDrawio, readDrawio)
    },
  },
  {
    id: 'otm',
    title: 'Open Threat Model (OTM)',
    extensions: ['otm'],
    loadWriter: async () => {
      const { writeOtm, readOtm } = await import('./otm/write.ts')
      return inRoom(writeOtm, readOtm)
    },
  },
] as const satisfies readonly Format[]

async function inRoom(write: WriteForeign, read: (text: string) => ReadResult): Promise<WriteForeign> {
  const { writeInRoom } = await import('./importing/in-room.ts')
  return writeInRoom(write, read)
}

export type FormatId = (typeof FORMATS)[number]['id']
export type OwnId = 'fenceline' | 'dfd' | 'mermaid'
/** Formats of other tools: what is read of one is told before anything is saved. */
export type ForeignId = Exclude<FormatId, OwnId>

/** True for a format of another tool. */
export function isForeign(id: string): id is ForeignId {
  return findFormat(id) !== undefined && id !== 'fenceline' && id !== 'dfd' && id !== 'mermaid'
}

/** Undefined for what is no format. */
export function findFormat(id: string): Format | undefined {
  return FORMATS.find((format) => format.id === id)
}
