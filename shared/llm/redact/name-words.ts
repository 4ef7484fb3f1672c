/** Which dotted names are hosts, and which capitals with a number are no tickets. */

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''))
}

/** Last labels that make a dotted name a host wherever it stands; sources: IANA root zone, RFC 6761, RFC 6762, usage. */
export const HOST_ENDINGS = words(`
  com org net io dev cloud gov edu mil int eu ai co uk de fr nl ch us ca au jp cn ru br se dk fi es nz za kr tw hk sg
  il tr gr cz sk hu ro bg hr si lt lv ee lu ie pt mx ar cl pe ve ec uy ua kz by ir sa ae eg ma ng ke gh tz th vn ph
  my pk lk bd np su asia africa tv fm gg cx  biz tech online site website xyz store shop systems network services
  solutions software digital agency health care bank finance insurance pro mobi jobs travel museum aero coop
  internal intern intranet  corp lan local localdomain   localhost svc consul onion arpa example
  test invalid azure amazonaws app   blog news  wiki  world    company business
   cafe   hosting computer engineering energy security academy university school global top club
  xn--p1ai xn--fiqs8s ltd gmbh inc llc plc`)

/** Last labels that are also properties, words or file endings: a  only below `www`, `api` and their like. */
export const DOUBTFUL_ENDINGS = words(`
  email bar page link live host group team works private home domain space info it in is id me at no be to do so as py md rs sh pl ps cc ml mk tf zip mov name st vc ws la ly am pm by bz
  im li lc ms mn mp mu sc tc tk tl vg vi ag ac ad af al an ao aq aw ax az ba bb bf bi bj bm bn bo bs bt bw cd cf cg
  ci ck cm cr cu cv cy dj dm dz er et fj fk fo ga gd ge gf gi gl gm gn gp gq gs gt gu gw gy ht iq je jm jo ki
  kg kh km kn kp kw ky lb lr ls mc mg mh mo mq mr mt mv mw mz na nc ne nf ni nr nu om pa pf pg pn pr pw py qa re rw sb
  sd sl sm sn sr ss sv sx sy sz td tg tj tm tn tt ug uz va vu wf ye yt zm zw`)

/** First labels that only hosts have. */
export const HOST_BEGINNINGS = words(`
  www api app web mail smtp imap mx ns ns1 ns2 dns ftp sftp vpn gw gateway auth login sso idp id accounts admin portal
  db cache redis queue mq kafka git gitlab jenkins ci cdn static assets img media files docs status support help
  dev test staging stage prod uat qa beta internal intranet proxy lb edge shop store pay payments blog`)

/** Names of technology that look like hosts; compared in lower case. */
export const TECHNOLOGIES = words(`
  socket.io draw.io file.io vue.app asp.net ado.net vb.net ml.net json.net log4.net paint.net java.net java.io system.io system.net
  microsoft.net oauth.net protobuf.net orleans.net akka.net quartz.net signalr.net npgsql.net rx.net c#.net f#.net
  matter.js aspnet.net castle.io go.dev`)

/** Beginnings of package names read backwards: `com.example.shop`. */
export const REVERSED = words('com org net io edu gov dev de uk eu co app')

/** Standards, algorithms, controls and weaknesses, written like tickets. */
export const NOT_TICKETS = words(`
  TLS MTLS DTLS SSL AES DES 3DES SHA SHA1 SHA2 SHA3 HMAC MD RSA DSA ECDSA ECDH EDDSA DH P ED X RS ES PS HS EC CRC
  UTF UCS ASCII BASE ISO IEC IEEE RFC BCP STD CVE CWE CAPEC CVSS CPE CCE GHSA NIST FIPS SP PCI DSS SOC SOX HIPAA GDPR
  OWASP ASVS MASVS WSTG STRIDE LINDDUN DREAD ATT T TA MITRE CIS ISA ETSI EN DIN ANSI BSI ITU NERC FEDRAMP DO ED ARP
  IPV IP TCP UDP HTTP HTTPS FTP SSH DNS DNSSEC OAUTH OIDC SAML JWT JWS JWE PKCS X509 PKI CA RA OCSP WPA WEP WIFI LTE
  BLE USB HDMI RJ CAT VLAN MAC OSI LAYER L TIER LEVEL PHASE STEP STAGE PART SECTION CHAPTER FIG FIGURE TABLE NOTE
  COVID GPT CLAUDE LLAMA GEMINI H A B C D E F G I J K M N O Q R S U V W Y Z AC AU AT CM CP IA IR MA MP PE PL PM PS
  PT SA SC SI SR PR DE RC GV NEXT YEAR Q US EU AP UK AZ ZIP RAID CVSS3 CVSS2 UN ISBN ISSN RC4 RC BLAKE CHACHA
  S3 K8S EC2 ERC BIP EIP BR POLY XCHACHA SIV GCM CBC CTR EAX PBKDF ARGON SCRYPT BCRYPT HKDF KDF TOTP HOTP FIDO CTAP U2F MFA 2FA FA`)

/** Kinds of things that diagrams number; with three digits or more it is a ticket all the same. */
export const NUMBERED = words(`
  API APP WEB DB VM LB DMZ SRV SERVER SERVICE NODE HOST POD ZONE REGION TB DF DS EE PROC EXT INT THREAT RISK REQ FR NFR
  UC US TC TM CTRL M TR AS ID GW FW PC HTTPD MQ MSG JOB TASK ROLE USER GROUP ORG SITE LAN WAN NET PLC HMI RTU ECU
  CAN AI ML BOT CLIENT PROD DEV UAT QA STG TEST PLAN OPTION CASE STORY EPIC ITEM RELEASE VERSION VER REV V BUILD`)
