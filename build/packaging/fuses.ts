// Electron's fuses: what a packaged program can still be talked into by its environment and its arguments (S13).
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/** Every fuse that Electron 45 has. One that a later Electron adds stops the build until somebody decides on it. */
const WANTED: Readonly<Record<keyof typeof FuseV1Options, boolean>> = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  // The browser process starts from the same snapshot as every other.
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
  // As Electron has it: out-of-bounds accesses of WebAssembly are caught by the processor, else checked by code.
  WasmTrapHandlers: true,
}

const names = Object.keys(WANTED) as (keyof typeof WANTED)[]

/** Sets them in a program, or a Mac's `.app`. Throws when it has a fuse that is not decided on here, or none. */
export async function setFuses(program: string): Promise<void> {
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    // An Arm Mac starts no program whose signature is of other bytes.
    resetAdHocDarwinSignature: process.platform === 'darwin',
    ...Object.fromEntries(names.map((name) => [FuseV1Options[name], WANTED[name]])),
  } as Parameters<typeof flipFuses>[1])
}

/** A line for each fuse of the program that is not as it must be, by reading its bytes; none when all are. */
export async function listWrongFuses(program: string): Promise<readonly string[]> {
  const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(program)) }
  const wrong = names.flatMap((name) => {
    const state = wire[FuseV1Options[name]]
    const wanted = WANTED[name] ? FuseState.ENABLE : FuseState.DISABLE
    return state === wanted ? [] : [`${name} is ${describeState(state)} and must be ${describeState(wanted)}`]
  })
  const unknown = Object.keys(wire).filter((key) => /^\d+$/.test(key) && !(key in FuseV1Options))
  return [...wrong, ...unknown.map((key) => `fuse ${key} is one that nobody decided on`)]
}

function describeState(state: unknown): string {
  if (state === FuseState.ENABLE) return 'on'
  if (state === FuseState.DISABLE) return 'off'
  return state === FuseState.REMOVED ? 'removed' : 'not there'
}
