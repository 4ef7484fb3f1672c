/**
 * The tool's threat types, by method, as STRIDE categories. The six of STRIDE are themselves, in the languages that
 * the tool speaks, since it stores the word that its form showed. All others are read as the nearest one, which is a guess.
 */
import type { Category } from '../../../model/schema.ts'

const STRIDE: readonly (readonly [RegExp, Category])[] = [
  [/^(?:non|no)[- ]?rep|nicht-?abstreit/iu, 'repudiation'],
  [/spoof|suplanta|usurp|falsific.*identi|подмен|спуф|欺骗|假冒|仿冒|なりすまし|スプーフ/iu, 'spoofing'],
  [
    /tamper|manipul|alter|adultera|falsif|modific|violaç|вмешат|искажен|подделк|篡改|竄改|改ざん/iu,
    'tampering',
  ],
  [/repud|abstreit|verleugn|отказ от|отрицани|否认|否認|抵赖/iu, 'repudiation'],
  [
    /^info.*(?:disclos|leak)|disclosure|divulg|offenlegung|revela|filtra|fuga|раскрыт|разглаш|утечк|泄露|泄漏|洩漏|漏えい|漏洩|開示/iu,
    'information-disclosure',
  ],
  [
    /denial|\bdos\b|denegac|negaç|d[ée]ni d|refus|dienst|verweiger|отказ в|обслужив|拒绝服务|阻斷服務|サービス(?:拒否|妨害)/iu,
    'denial-of-service',
  ],
  [
    /elevat|privileg|[ée]l[ée]vation|escala|rechte|повышен|привилег|提权|权限提升|特权提升|權限提升|権限昇格|特権/iu,
    'elevation-of-privilege',
  ],
]
/** Of the other methods, and what people write by hand; the first that matches. */
const NEAREST: readonly (readonly [RegExp, Category])[] = [
  [/authori[sz]|access control/iu, 'elevation-of-privilege'],
  [/authenti|session|identity/iu, 'spoofing'],
  [/non-?repud/iu, 'repudiation'],
  [
    /confiden|linkab|identifiab|detectab|unaware|complian|privacy|crypto|disclos|leak|exposure|ephemeral/iu,
    'information-disclosure',
  ],
  [/availab|accessib|safety|distribut/iu, 'denial-of-service'],
  [/log|audit|accountab|ethic|human right/iu, 'repudiation'],
]
/** Words that only the six have; LINDDUN's own "Disclosure of information" is one of them by meaning. */
const OTHER_METHODS = /^(?:non-?repudiation|unawareness)/iu

export interface FoundCategory {
  readonly category: Category
  readonly isGuess: boolean
}

export function categoryOf(type: string): FoundCategory {
  const word = type.replace(/([a-z])([A-Z])/gu, '$1 $2').replace(/[_-]+/gu, '-')
  const own = STRIDE.find(([pattern]) => pattern.test(word))?.[1]
  if (own) return { category: own, isGuess: OTHER_METHODS.test(word) }
  return { category: NEAREST.find(([pattern]) => pattern.test(word))?.[1] ?? 'tampering', isGuess: true }
}

/** As the tool writes them in English. */
export const TYPES: Readonly<Record<Category, string>> = {
  spoofing: 'Spoofing',
  tampering: 'Tampering',
  repudiation: 'Repudiation',
  'information-disclosure': 'Information disclosure',
  'denial-of-service': 'Denial of service',
  'elevation-of-privilege': 'Elevation of privilege',
}
