/** A browser of this machine that can print: none is part of Fenceline outside its desktop app. */
import { findProgram, isProgram } from '../git/executable.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

/**
 * `FENCELINE_CHROMIUM` where it is set, else the first on PATH that `folder` (a real path) and its repo do not bring,
 * else where systems put one; undefined when none is there.
 */
export async function findChromium(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: string = process.platform,
): Promise<string | undefined> {
  const named = env.FENCELINE_CHROMIUM
  if (named) return (await isProgram(named)) ? named : undefined
  const onPath = await findProgram(NAMES, env.PATH ?? '', folder)
  if (onPath) return onPath.file
  for (const file of ELSEWHERE[platform] ?? []) if (await isProgram(file)) return file
  return undefined
}
