/** The day as YYYY-MM-DD, in UTC: two machines that run the same command at once write the same day. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
