/** Which words are protocols, so that a misspelt one can be told from a team's own. */
import { nearestSlip } from '../../core/nearest.ts'
import { JUDGED_PROTOCOLS } from '../../model/technology.ts'

/** Known to readers; whether what they carry is encrypted, their names do not say. */
const OTHERS = `
  grpc graphql rest soap rpc xml-rpc json-rpc odata sse webrtc webhook sip rtp srtp rtsp rtmp kafka nats stomp coap
  dns dhcp ntp bgp icmp arp rdp vnc ssdp mdns kerberos radius tacacs saml oauth oauth2 oidc ble nfc lora lorawan
  zigbee modbus opc-ua bacnet can usb serial uart i2c spi pcie iscsi rsync git svn smpp ss7 gtp sctp ipc unix pipe
  dbus d-bus adb ppp pptp l2tp hl7 fhir dicom swift iso8583 fix edi as2 mcp a2a file email mail sms ip wifi lan wan
  api unknown-protocol
`
  .trim()
  .split(/\s+/)

const PLAIN: readonly string[] = [...new Set([...JUDGED_PROTOCOLS, ...OTHERS])]
/** Threagile has an encrypted form of many. */
const KNOWN = [...PLAIN, ...PLAIN.map((word) => `${word}-encrypted`)]
const known = new Set(KNOWN)
/** Of no protocol is the name as long, whatever its version. */
const LONGEST = 60

/** The protocol that one word misspells; undefined for a known one, for several words and for what is like none. */
export function meantProtocol(text: string): string | undefined {
  const word = text.trim().toLowerCase()
  if (word === '' || word.length > LONGEST || /[\s,;+/:]/.test(word) || known.has(word)) return undefined
  const unversioned = word.replace(/-?v?\d+(?:\.\d+)*$/, '')
  return known.has(unversioned) ? undefined : nearestSlip(word, KNOWN)
}
