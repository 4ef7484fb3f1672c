/** The key that a person puts into the environment of the command line; only `draft --llm` uses it. */

export const KEY_NAMES = ['FENCELINE_API_KEY', 'ANTHROPIC_API_KEY'] as const

/** Takes the key out of the environment, so that no library, child process or diagnostic report holds it. */
export function takeKey(env: NodeJS.ProcessEnv): string | null {
  const [key] = KEY_NAMES.flatMap((name) => env[name]?.trim() || [])
  for (const name of KEY_NAMES) delete env[name]
  return key ?? null
}
