import { expect, test } from 'vitest'
import { findTokens } from './tokens.ts'

/** Made up in the form that was read for each; put together here, so that no scanner takes this file for a leak. */
const letters = (length: number) => 'aK3+x/Zq7Lm9'.repeat(9).slice(0, length)
const words = (length: number) => 'aK3_x-Zq7Lm9'.repeat(20).slice(0, length)
const plain = (length: number) => 'aK3Zq7Lm9'.repeat(20).slice(0, length)
const hex = (length: number) => '3fa9c07b'.repeat(20).slice(0, length)

test.each([
  ['Sentry, organisation', `sntrys_eyJpYXQiO${letters(60)}==_${letters(43)}`],
  ['Grafana Cloud', `glc_${letters(80)}==`],
  ['Brevo', `xkeysib-${hex(64)}-${plain(16)}`],
  ['Atlassian, with its checksum', `ATCTT3xFfG${words(171)}=${hex(8)}`],
  ['GitLab, routable', `glpat-${words(30)}.01.0x7a9b2c3`],
  ['New Relic licence', `${hex(32)}FFFFNRAL`],
  ['New Relic licence, Europe', `eu01xx${hex(26)}FFFFNRAL`],
  ['Slack, cookie of a session', `xoxd-${plain(20)}%2B${plain(20)}%2F${plain(20)}%3D`],
  ['Artifactory, reference', `cmVmd${plain(59)}`],
  ['Stripe, short', `rk_live_${plain(10)}`],
  ['Telegram, long number', `7312345678901:A${words(34)}`],
  ['Twilio, upper case', `SK${hex(32).toUpperCase()}`],
  ['Dynatrace', `dt0c01.${plain(24)}.${plain(64)}`],
])('a token is found from its first character to its last: %s', (_, token) => {
  const text = `It is ${token}, and more.`
  const whole = findTokens(text).filter(({ start, end }) => start <= 6 && end >= 6 + token.length)
  expect(whole.length).toBeGreaterThan(0)
})
