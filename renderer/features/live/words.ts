/** "10:32" today, else with the day. */
export function timeInWords(time: number, now = new Date()): string {
  const date = new Date(time)
  const clock = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  if (date.toDateString() === now.toDateString()) return clock
  return `${date.toLocaleDateString([], { day: 'numeric', month: 'long' })}, ${clock}`
}
