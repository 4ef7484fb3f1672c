/**
 * Formats of tokens by issuer. Lengths are the least: issuers make tokens longer over time, and a longer one
 * must not slip through. `source` names the issuer's document to check an entry against; no entry was compared
 * with it yet, and secretlint's rules run beside this table.
 */

const ALPHABETS = {
  digits: '0-9',
  hex: '0-9a-f',
  anyHex: '0-9A-Fa-f',
  upper: 'A-Z0-9',
  lower: '0-9a-z',
  letters: 'A-Za-z',
  alphanumeric: 'A-Za-z0-9',
  base32: 'A-Z2-7',
  base64: 'A-Za-z0-9+/',
  url: 'A-Za-z0-9_-',
  path: 'A-Za-z0-9_/-',
  dotted: 'A-Za-z0-9_.~-',
  crypt: 'A-Za-z0-9./+=,$-',
} as const
type Alphabet = keyof typeof ALPHABETS

/** A literal, several literals to choose from, or so many characters (`[least, most]`; no most: any) of an alphabet. */
type Part =
  | string
  | readonly string[]
  | { readonly of: Alphabet; readonly length: number | readonly [number, number] }

interface TokenFormat {
  readonly name: string
  readonly source: string
  readonly parts: readonly Part[]
  /** Without a digit it is an ordinary name. */
  readonly needsDigit?: true
}

const of = (alphabet: Alphabet, length: number | readonly [number, number]): Part => ({
  of: alphabet,
  length,
})
const exactly = (alphabet: Alphabet, length: number): Part => of(alphabet, [length, length])

const TOKEN_FORMATS: readonly TokenFormat[] = [
  // Clouds
  {
    name: 'AWS access key id',
    source: 'AWS IAM User Guide, IAM identifiers, unique ID prefixes',
    parts: [['AKIA', 'ASIA', 'ABIA', 'ACCA'], of('upper', 16)],
  },
  {
    name: 'Amazon Bedrock API key',
    source: 'Amazon Bedrock User Guide, API keys',
    parts: [['ABSK', 'bedrock-api-key-'], of('base64', 40)],
  },
  {
    name: 'Amazon MWS token',
    source: 'Amazon Marketplace Web Service Developer Guide',
    parts: ['amzn.mws.', of('url', 36)],
  },
  {
    name: 'Azure storage account key',
    source: 'Azure Storage documentation, Manage account access keys (64 bytes in base64)',
    parts: [exactly('base64', 86), '=='],
  },
  {
    name: 'Azure Entra client secret',
    source: 'Microsoft Purview, Azure AD client secret entity definition',
    parts: [of('dotted', [3, 3]), exactly('digits', 1), 'Q~', of('dotted', 31)],
  },
  {
    name: 'Azure key with signature',
    source:
      'Microsoft Security Risk Detection, common annotated security keys (Azure DevOps, Functions, Search, Cosmos)',
    parts: [
      of('alphanumeric', [33, 76]),
      ['AzFu', 'AzSe', 'ACDb', 'AIoT', 'ASbs', 'AZEG', 'AzCa', 'APIM', 'AZDO', 'ACRD', 'AMLk'],
      of('base64', 5),
    ],
  },
  {
    name: 'Google API key',
    source: 'Google Cloud documentation, Manage API keys',
    parts: ['AIza', of('url', 35)],
  },
  {
    name: 'Google OAuth access token',
    source: 'Google Cloud documentation, Token types',
    parts: ['ya29.', of('url', 20)],
  },
  {
    name: 'Google OAuth refresh token',
    source: 'Google Identity documentation, OAuth 2.0 for web server applications',
    parts: ['1//0', of('url', 30)],
  },
  {
    name: 'Google OAuth client secret',
    source: 'Google Cloud documentation, Manage OAuth clients',
    parts: ['GOCSPX-', of('url', 28)],
  },
  {
    name: 'DigitalOcean token',
    source: 'DigitalOcean documentation, Personal access tokens',
    parts: [['dop_v1_', 'doo_v1_', 'dor_v1_'], of('hex', 64)],
  },
  {
    name: 'Heroku API key',
    source: 'Heroku Dev Center, Platform API OAuth',
    parts: ['HRKU-', of('url', 36)],
  },
  {
    name: 'Alibaba Cloud access key id',
    source: 'Alibaba Cloud documentation, AccessKey pair',
    parts: ['LTAI', of('alphanumeric', 12)],
  },
  {
    name: 'Cloudflare origin CA key',
    source: 'Cloudflare documentation, API keys',
    parts: ['v1.0-', of('hex', [24, 24]), '-', of('hex', 146)],
  },
  {
    name: 'Databricks token',
    source: 'Databricks documentation, Personal access tokens',
    parts: ['dapi', of('hex', 32)],
  },
  // Code and packages
  {
    name: 'GitHub token',
    source: 'GitHub documentation, About authentication to GitHub, token formats',
    parts: [['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], of('alphanumeric', 36)],
  },
  {
    name: 'GitHub fine-grained token',
    source: 'GitHub documentation, Managing your personal access tokens',
    parts: ['github_pat_', of('url', 60)],
  },
  {
    name: 'GitLab token',
    source: 'GitLab documentation, Token overview, token prefixes',
    parts: [
      [
        'glpat-',
        'gloas-',
        'gldt-',
        'glrt-',
        'glrtr-',
        'glcbt-',
        'glptt-',
        'glft-',
        'glimt-',
        'glagent-',
        'glwt-',
        'glsoat-',
        'glffct-',
      ],
      of('url', 20),
    ],
  },
  {
    name: 'GitLab runner registration token',
    source: 'GitLab documentation, Token overview',
    parts: ['GR1348941', of('url', 20)],
  },
  {
    name: 'npm token',
    source: 'npm documentation, About access tokens',
    parts: ['npm_', of('alphanumeric', 36)],
  },
  {
    name: 'PyPI token',
    source: 'PyPI help, API tokens; PyPI macaroon format',
    parts: ['pypi-', of('url', 50)],
  },
  { name: 'RubyGems key', source: 'RubyGems guides, API key scopes', parts: ['rubygems_', of('hex', 48)] },
  {
    name: 'Docker Hub token',
    source: 'Docker documentation, Access tokens',
    parts: [['dckr_pat_', 'dckr_oat_'], of('url', 27)],
  },
  {
    name: 'Atlassian token',
    source: 'Atlassian support, Manage API tokens',
    parts: [['ATATT3', 'ATCTT3', 'ATBB', 'ATSTT3'], of('url', 24)],
  },
  {
    name: 'Artifactory key',
    source: 'JFrog documentation, API key',
    parts: ['AKCp', of('alphanumeric', 60)],
  },
  {
    name: 'Sonar token',
    source: 'SonarQube documentation, Managing your tokens',
    parts: [['sqp_', 'squ_', 'sqa_'], of('hex', 40)],
  },
  {
    name: 'Postman key',
    source: 'Postman documentation, API keys',
    parts: ['PMAK-', of('hex', [24, 24]), '-', of('hex', 34)],
  },
  { name: 'Pulumi token', source: 'Pulumi documentation, Access tokens', parts: ['pul-', of('hex', 40)] },
  {
    name: 'Terraform Cloud token',
    source: 'HCP Terraform documentation, API tokens',
    parts: [exactly('alphanumeric', 14), '.atlasv1.', of('url', 60)],
  },
  {
    name: 'Vault token',
    source: 'HashiCorp Vault documentation, Tokens, token prefixes',
    parts: [['hvs.', 'hvb.', 'hvr.'], of('url', 24)],
  },
  {
    name: 'Vault token before 1.10',
    source: 'HashiCorp Vault documentation, Tokens, token prefixes',
    parts: [['s.', 'b.', 'r.'], exactly('alphanumeric', 24)],
    needsDigit: true,
  },
  // Messages
  {
    name: 'Slack token',
    source: 'Slack API documentation, Token types',
    parts: [
      [
        'xoxb-',
        'xoxp-',
        'xoxa-',
        'xoxo-',
        'xoxr-',
        'xoxs-',
        'xoxe-',
        'xoxc-',
        'xoxd-',
        'xoxe.xoxp-',
        'xoxe.xoxb-',
        'xapp-',
      ],
      of('url', 10),
    ],
  },
  {
    name: 'Slack webhook',
    source: 'Slack API documentation, Incoming webhooks',
    parts: ['hooks.slack.com/', ['services', 'workflows', 'triggers'], '/', of('path', 20)],
  },
  {
    name: 'Discord bot token',
    source: 'Discord developer documentation, Authentication',
    parts: [of('url', [23, 28]), '.', exactly('url', 6), '.', of('url', 27)],
  },
  {
    name: 'Discord webhook',
    source: 'Discord developer documentation, Webhook resource',
    parts: [['discord.com', 'discordapp.com'], '/api/webhooks/', of('digits', [17, 20]), '/', of('url', 60)],
  },
  {
    name: 'Teams webhook',
    source: 'Microsoft Teams documentation, Incoming webhooks',
    parts: [
      'webhook.office.com/webhookb2/',
      of('anyHex', [8, 8]),
      '-',
      of('url', 27),
      '@',
      of('url', [36, 36]),
      '/IncomingWebhook/',
      of('path', 32),
    ],
  },
  {
    name: 'Telegram bot token',
    source: 'Telegram Bot API, Authorizing your bot',
    parts: [of('digits', [8, 10]), ':', of('url', 35)],
  },
  {
    name: 'Twilio key',
    source: 'Twilio documentation, API keys; Account SID',
    parts: [['SK', 'AC'], of('hex', 32)],
  },
  {
    name: 'SendGrid key',
    source: 'SendGrid documentation, API keys',
    parts: ['SG.', of('url', [16, 32]), '.', of('url', 32)],
  },
  {
    name: 'Mailgun key',
    source: 'Mailgun documentation, API keys',
    parts: [['key-', 'pubkey-'], of('lower', 32)],
  },
  {
    name: 'Mailgun key of an account',
    source: 'Mailgun documentation, API keys',
    parts: [exactly('hex', 32), '-', exactly('hex', 8), '-', of('hex', 8)],
  },
  {
    name: 'Mailchimp key',
    source: 'Mailchimp Marketing API, Quick start',
    parts: [exactly('hex', 32), '-us', of('digits', 1)],
  },
  {
    name: 'Brevo key',
    source: 'Brevo developer documentation, Authentication',
    parts: [['xkeysib-', 'xsmtpsib-'], of('hex', 64)],
  },
  // Payments and shops
  {
    name: 'Stripe key',
    source: 'Stripe documentation, API keys',
    parts: [['sk_', 'rk_', 'pk_'], ['live_', 'test_'], of('alphanumeric', 16)],
  },
  {
    name: 'Stripe webhook secret',
    source: 'Stripe documentation, Webhook signatures',
    parts: ['whsec_', of('base64', 24)],
  },
  {
    name: 'Square access token',
    source: 'Square developer documentation, Access tokens',
    parts: ['EAAA', of('url', 56)],
  },
  {
    name: 'Square application token',
    source: 'Square developer documentation, Access tokens',
    parts: [['sq0atp-', 'sq0csp-', 'sq0idp-'], of('url', 22)],
  },
  {
    name: 'Shopify token',
    source: 'Shopify developer changelog, Length of the shared secret and access tokens',
    parts: [['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shptka_', 'shpua_'], of('anyHex', 32)],
  },
  {
    name: 'PayPal or Braintree token',
    source: 'Braintree documentation, Access tokens',
    parts: ['access_token$', ['production', 'sandbox'], '$', of('lower', [16, 16]), '$', of('hex', 32)],
  },
  // Language models
  {
    name: 'Anthropic key',
    source: 'Anthropic API documentation, API keys',
    parts: ['sk-ant-', of('url', 20)],
  },
  {
    name: 'OpenAI key',
    source: 'OpenAI API documentation, Authentication',
    parts: [['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'sk-or-v1-', 'sk-lf-'], of('url', 20)],
  },
  {
    name: 'OpenAI user key',
    source: 'OpenAI API documentation, Authentication',
    parts: ['sk-', of('alphanumeric', 32)],
  },
  {
    name: 'Hugging Face token',
    source: 'Hugging Face Hub documentation, User access tokens',
    parts: [['hf_', 'api_org_'], of('letters', 34)],
  },
  { name: 'Groq key', source: 'Groq documentation, API keys', parts: ['gsk_', of('alphanumeric', 40)] },
  {
    name: 'Replicate token',
    source: 'Replicate documentation, API tokens',
    parts: ['r8_', of('alphanumeric', 37)],
  },
  {
    name: 'xAI or Perplexity key',
    source: 'xAI and Perplexity documentation, API keys',
    parts: [['xai-', 'pplx-'], of('alphanumeric', 40)],
  },
  // Watching and working
  {
    name: 'New Relic key',
    source: 'New Relic documentation, API keys',
    parts: [['NRAK-', 'NRAA-', 'NRRA-', 'NRBR-', 'NRII-', 'NRIQ-', 'NRSP-', 'NRJS-'], of('url', 19)],
  },
  {
    name: 'New Relic licence key',
    source: 'New Relic documentation, Licence key',
    parts: [exactly('lower', 36), ['NRAL', 'FFFFNRAL']],
  },
  {
    name: 'Datadog application key',
    source: 'Datadog documentation, API and application keys',
    parts: ['ddapp_', of('alphanumeric', 34)],
  },
  {
    name: 'Datadog personal token',
    source: 'Datadog documentation, Personal access tokens',
    parts: [['ddpat_', 'pub'], of('hex', 32)],
  },
  {
    name: 'Grafana token',
    source: 'Grafana documentation, Service accounts; Access policies',
    parts: [['glsa_', 'glc_'], of('url', 32)],
  },
  {
    name: 'Sentry token',
    source: 'Sentry documentation, Auth tokens',
    parts: [['sntrys_', 'sntryu_'], of('url', 40)],
  },
  {
    name: 'Dynatrace token',
    source: 'Dynatrace documentation, Access tokens',
    parts: ['dt0', exactly('lower', 3), '.', of('base32', [24, 24]), '.', of('base32', 64)],
  },
  {
    name: 'Okta token',
    source: 'Okta developer documentation, API token management',
    parts: ['00', of('url', 40)],
  },
  {
    name: 'Notion token',
    source: 'Notion developer documentation, Authorization',
    parts: [['ntn_', 'secret_'], of('alphanumeric', 40)],
  },
  {
    name: 'Linear key',
    source: 'Linear developer documentation, Personal API keys',
    parts: [['lin_api_', 'lin_oauth_'], of('alphanumeric', 32)],
  },
  {
    name: 'Figma token',
    source: 'Figma developer documentation, Personal access tokens',
    parts: [['figd_', 'figo_', 'figu_'], of('url', 38)],
  },
  {
    name: 'Doppler token',
    source: 'Doppler documentation, Auth token formats',
    parts: ['dp.', ['pt', 'st', 'ct', 'sa', 'scim', 'audit'], '.', of('dotted', 40)],
  },
  {
    name: 'PlanetScale token',
    source: 'PlanetScale documentation, Service tokens',
    parts: [['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], of('dotted', 32)],
  },
  {
    name: 'Supabase key',
    source: 'Supabase documentation, API keys',
    parts: [['sb_secret_', 'sbp_'], of('url', 30)],
  },
  {
    name: 'Airtable token',
    source: 'Airtable documentation, Personal access tokens',
    parts: ['pat', exactly('alphanumeric', 14), '.', of('hex', 64)],
  },
  {
    name: '1Password service token',
    source: '1Password developer documentation, Service accounts',
    parts: ['ops_eyJ', of('base64', 100)],
  },
  {
    name: 'age secret key',
    source: 'age documentation, file format',
    parts: ['AGE-SECRET-KEY-1', of('upper', 50)],
  },
  // Formats of nobody in particular
  {
    name: 'JSON web token',
    source: 'RFC 7519 and RFC 7515, compact serialization',
    parts: ['eyJ', of('url', [8, 2000]), '.', of('url', [8, 8000]), '.', of('url', 0)],
  },
  {
    name: 'encrypted JSON web token',
    source: 'RFC 7516, compact serialization',
    parts: [
      'eyJ',
      of('url', [8, 2000]),
      '.',
      of('url', [0, 2000]),
      '.',
      of('url', [8, 2000]),
      '.',
      of('url', [8, 8000]),
      '.',
      of('url', 8),
    ],
  },
  {
    name: 'hash of a password',
    source: 'Modular crypt format: crypt(5); PHC string format',
    parts: [
      '$',
      ['1', '2a', '2b', '2y', '5', '6', 'y', 'argon2id', 'argon2i', 'argon2d', 'scrypt', 'pbkdf2-sha256'],
      '$',
      of('crypt', 20),
    ],
  },
]

/** One global pattern a format; a token does not begin inside a word. */
export const TOKEN_PATTERNS: readonly RegExp[] = TOKEN_FORMATS.map(patternOf)

function patternOf({ parts, needsDigit }: TokenFormat): RegExp {
  const first = parts[0]
  // Where a run of characters comes first, only its beginning is tried: else a long run is tried from each.
  const before = isRun(first) ? ALPHABETS[first.of] : 'A-Za-z0-9'
  const ahead = needsDigit ? '(?=[A-Za-z.]{2,40}[0-9])' : ''
  return new RegExp(`(?<![${before}])${ahead}${parts.map(sourceOf).join('')}`, 'g')
}

function isRun(part: Part | undefined): part is Exclude<Part, string | readonly string[]> {
  return typeof part === 'object' && 'of' in part
}

function sourceOf(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  if (!isRun(part)) return `(?:${part.map(escaped).join('|')})`
  const [least, most] = typeof part.length === 'number' ? [part.length, ''] : part.length
  return `[${ALPHABETS[part.of]}]{${least},${most}}`
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
