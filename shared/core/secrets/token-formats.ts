/**
 * Formats of tokens by issuer, with where each was read on 27 November 2026. Lengths are the least: issuers make
 * tokens longer over time, and a longer one must not slip through; an alphabet is at least as wide as what was
 * read, because what a pattern stops at stays in the text. Most issuers document no form at all, so that rules of
 * scanners are what there is:
 * - `gitleaks: id` is a rule of gitleaks/gitleaks, config/gitleaks.toml, at commit 009e025a;
 * - `rules of other scanners` and `files of other projects` were seen in public code whose place is not known;
 * - what is called unseen, and every `null`, was compared with nothing.
 * secretlint's rules run beside this table.
 */

const ALPHABETS = {
  digits: '0-9',
  hex: '0-9a-f',
  anyHex: '0-9A-Fa-f',
  upper: 'A-Z0-9',
  lower: '0-9a-z',
  letters: 'A-Za-z',
  alphanumeric: 'A-Za-z0-9',
  base64: 'A-Za-z0-9+/',
  url: 'A-Za-z0-9_-',
  path: 'A-Za-z0-9_/-',
  dotted: 'A-Za-z0-9_.~-',
  base64Word: 'A-Za-z0-9+/=_-',
  cookie: 'A-Za-z0-9%+/=_-',
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
  /** Where its form was read, as the head of this file says; null: nowhere, it is from memory. */
  readonly seen: string | null
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
    seen: 'IAM unique id prefixes, as hackingthe.cloud and docs.rs/scratchstack-aws-principal quote the IAM User Guide; gitleaks: aws-access-token',
    parts: [['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3T'], of('upper', 16)],
  },
  {
    name: 'Amazon Bedrock API key',
    seen: 'rules of other scanners',
    parts: [['ABSK', 'bedrock-api-key-'], of('base64', 40)],
  },
  {
    name: 'Amazon MWS token',
    seen: 'gitleaks 2 (src/constants.go), rule AWS MWS key',
    parts: ['amzn.mws.', of('url', 36)],
  },
  {
    name: 'Azure storage account key',
    seen: null,
    parts: [exactly('base64', 86), '=='],
  },
  {
    name: 'Azure Entra client secret',
    seen: 'gitleaks: azure-ad-client-secret',
    parts: [of('dotted', [3, 3]), exactly('digits', 1), 'Q~', of('dotted', 31)],
  },
  {
    name: 'Azure key with signature',
    seen: null,
    parts: [
      of('alphanumeric', [33, 76]),
      ['AzFu', 'AzSe', 'ACDb', 'AIoT', 'ASbs', 'AZEG', 'AzCa', 'APIM', 'AZDO', 'ACRD', 'AMLk'],
      of('base64', 5),
    ],
  },
  {
    name: 'Google API key',
    seen: 'gitleaks: gcp-api-key',
    parts: ['AIza', of('url', 35)],
  },
  {
    name: 'Google OAuth access token',
    seen: 'rules of other scanners',
    parts: ['ya29.', of('dotted', 20)],
  },
  {
    name: 'Google OAuth refresh token',
    seen: 'rules of other scanners',
    parts: ['1//0', of('url', 30)],
  },
  {
    name: 'Google OAuth client secret',
    seen: 'rules of other scanners',
    parts: ['GOCSPX-', of('url', 28)],
  },
  {
    name: 'DigitalOcean token',
    seen: 'gitleaks: digitalocean-pat, digitalocean-access-token, digitalocean-refresh-token',
    parts: [['dop_v1_', 'doo_v1_', 'dor_v1_'], of('hex', 64)],
  },
  {
    name: 'Heroku API key',
    seen: 'gitleaks: heroku-api-key-v2',
    parts: ['HRKU-', of('url', 36)],
  },
  {
    name: 'Alibaba Cloud access key id',
    seen: 'gitleaks: alibaba-access-key-id',
    parts: ['LTAI', of('alphanumeric', 12)],
  },
  {
    name: 'Cloudflare origin CA key',
    seen: 'gitleaks: cloudflare-origin-ca-key',
    parts: ['v1.0-', of('hex', [24, 24]), '-', of('hex', 146)],
  },
  {
    name: 'Databricks token',
    seen: 'gitleaks: databricks-api-token',
    parts: ['dapi', of('hex', 32)],
  },
  // Code and packages
  {
    name: 'GitHub token',
    seen: 'github/docs, About authentication to GitHub (prefixes); github.blog changelog 2021-03-31 (alphabet); gitleaks: github-pat, github-oauth, github-app-token, github-refresh-token',
    parts: [['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], of('alphanumeric', 36)],
  },
  {
    name: 'GitHub fine-grained token',
    seen: 'github/docs, About authentication to GitHub (prefix); gitleaks: github-fine-grained-pat',
    parts: ['github_pat_', of('url', 60)],
  },
  {
    name: 'GitLab token',
    seen: 'gitlabhq/gitlabhq, doc/security/tokens/index.md (prefixes; glrtr- and glwt- are not there); gitleaks: gitlab-pat, gitlab-pat-routable, gitlab-cicd-job-token',
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
      of('dotted', 20),
    ],
  },
  {
    name: 'GitLab runner registration token',
    seen: 'gitleaks: gitlab-rrt',
    parts: ['GR1348941', of('url', 20)],
  },
  {
    name: 'npm token',
    seen: 'gitleaks: npm-access-token',
    parts: ['npm_', of('alphanumeric', 36)],
  },
  {
    name: 'PyPI token',
    seen: 'gitleaks: pypi-upload-token',
    parts: ['pypi-', of('url', 50)],
  },
  { name: 'RubyGems key', seen: 'gitleaks: rubygems-api-token', parts: ['rubygems_', of('hex', 48)] },
  {
    name: 'Docker Hub token',
    seen: 'secretlint, secretlint-rule-docker README (dckr_pat_); rules of other scanners (dckr_oat_)',
    parts: [['dckr_pat_', 'dckr_oat_'], of('url', 27)],
  },
  {
    name: 'Atlassian token',
    seen: 'gitleaks: atlassian-api-token; rules of other scanners (ATCTT3); ATBB and ATSTT3 unseen',
    parts: [['ATATT3', 'ATCTT3', 'ATBB', 'ATSTT3'], of('base64Word', 24)],
  },
  {
    name: 'Artifactory key',
    seen: 'gitleaks: artifactory-api-key, artifactory-reference-token',
    parts: [['AKCp', 'cmVmd'], of('alphanumeric', 59)],
  },
  {
    name: 'Sonar token',
    seen: 'files of other projects (sqp_); squ_ and sqa_ unseen',
    parts: [['sqp_', 'squ_', 'sqa_'], of('hex', 40)],
  },
  {
    name: 'Postman key',
    seen: 'gitleaks: postman-api-token',
    parts: ['PMAK-', of('hex', [24, 24]), '-', of('hex', 34)],
  },
  { name: 'Pulumi token', seen: 'gitleaks: pulumi-api-token', parts: ['pul-', of('hex', 40)] },
  {
    name: 'Terraform Cloud token',
    seen: 'gitleaks: hashicorp-tf-api-token',
    parts: [exactly('alphanumeric', 14), '.atlasv1.', of('base64Word', 60)],
  },
  {
    name: 'Vault token',
    seen: 'hashicorp/vault, website/content/docs/concepts/tokens.mdx; gitleaks: vault-service-token, vault-batch-token',
    parts: [['hvs.', 'hvb.', 'hvr.'], of('url', 24)],
  },
  {
    name: 'Vault token before 1.10',
    seen: 'hashicorp/vault, website/content/docs/concepts/tokens.mdx',
    parts: [['s.', 'b.', 'r.'], exactly('alphanumeric', 24)],
    needsDigit: true,
  },
  // Messages
  {
    name: 'Slack token',
    seen: 'gitleaks: slack-bot-token, slack-user-token, slack-app-token, slack-config-access-token, slack-legacy-token; glama.ai slack-mcp-server documentation (xoxc, xoxd)',
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
      of('cookie', 10),
    ],
  },
  {
    name: 'Slack webhook',
    seen: 'gitleaks: slack-webhook-url',
    parts: ['hooks.slack.com/', ['services', 'workflows', 'triggers'], '/', of('path', 20)],
  },
  {
    name: 'Discord bot token',
    seen: null,
    parts: [of('url', [23, 28]), '.', exactly('url', 6), '.', of('url', 27)],
  },
  {
    name: 'Discord webhook',
    seen: 'rules of other scanners',
    parts: [['discord.com', 'discordapp.com'], '/api/webhooks/', of('digits', [17, 20]), '/', of('url', 60)],
  },
  {
    name: 'Teams webhook',
    seen: 'gitleaks: microsoft-teams-webhook',
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
    seen: 'gitleaks: telegram-bot-api-token',
    parts: [of('digits', [5, 16]), ':', of('url', 35)],
  },
  {
    name: 'Twilio key',
    seen: 'gitleaks: twilio-api-key; rules of other scanners (AC)',
    parts: [['SK', 'AC'], of('anyHex', 32)],
  },
  {
    name: 'SendGrid key',
    seen: 'gitleaks: sendgrid-api-token',
    parts: ['SG.', of('url', [16, 32]), '.', of('url', 32)],
  },
  {
    name: 'Mailgun key',
    seen: 'gitleaks: mailgun-private-api-token, mailgun-pub-key',
    parts: [['key-', 'pubkey-'], of('lower', 32)],
  },
  {
    name: 'Mailgun key of an account',
    seen: 'gitleaks: mailgun-signing-key',
    parts: [exactly('hex', 32), '-', exactly('hex', 8), '-', of('hex', 8)],
  },
  {
    name: 'Mailchimp key',
    seen: 'gitleaks: mailchimp-api-key',
    parts: [exactly('hex', 32), '-us', of('digits', 1)],
  },
  {
    name: 'Brevo key',
    seen: 'gitleaks: sendinblue-api-token; files of other projects (xsmtpsib-)',
    parts: [['xkeysib-', 'xsmtpsib-'], of('url', 64)],
  },
  // Payments and shops
  {
    name: 'Stripe key',
    seen: "docs.stripe.com/api/authentication (prefixes); Stripe's own words in gitlab-org/gitlab issue 458019 (10 to 128 characters); gitleaks: stripe-access-token",
    parts: [['sk_', 'rk_', 'pk_'], ['live_', 'test_', 'prod_'], of('alphanumeric', 10)],
  },
  {
    name: 'Stripe webhook secret',
    seen: 'rules of other scanners',
    parts: ['whsec_', of('base64Word', 24)],
  },
  {
    name: 'Square access token',
    seen: 'gitleaks: square-access-token',
    parts: ['EAAA', of('url', 22)],
  },
  {
    name: 'Square application token',
    seen: 'gitleaks: square-access-token; files of other projects (sq0idp-)',
    parts: [['sq0atp-', 'sq0csp-', 'sq0idp-'], of('url', 22)],
  },
  {
    name: 'Shopify token',
    seen: 'gitleaks: shopify-access-token, shopify-custom-access-token, shopify-private-app-access-token, shopify-shared-secret; files of other projects (shpua_); shptka_ unseen',
    parts: [['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shptka_', 'shpua_'], of('anyHex', 32)],
  },
  {
    name: 'PayPal or Braintree token',
    seen: 'rules of other scanners',
    parts: ['access_token$', ['production', 'sandbox'], '$', of('lower', [16, 16]), '$', of('hex', 32)],
  },
  // Language models
  {
    name: 'Anthropic key',
    seen: 'gitleaks: anthropic-api-key, anthropic-admin-api-key',
    parts: ['sk-ant-', of('url', 20)],
  },
  {
    name: 'OpenAI key',
    seen: 'gitleaks: openai-api-key; files of other projects (sk-or-v1-, sk-lf-); sk-None- unseen',
    parts: [['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'sk-or-v1-', 'sk-lf-'], of('url', 20)],
  },
  {
    name: 'OpenAI user key',
    seen: 'gitleaks: openai-api-key',
    parts: ['sk-', of('alphanumeric', 32)],
  },
  {
    name: 'Hugging Face token',
    seen: 'gitleaks: huggingface-access-token, huggingface-organization-api-token',
    parts: [['hf_', 'api_org_'], of('letters', 34)],
  },
  { name: 'Groq key', seen: 'rules of other scanners', parts: ['gsk_', of('alphanumeric', 40)] },
  {
    name: 'Replicate token',
    seen: 'rules of other scanners',
    parts: ['r8_', of('alphanumeric', 37)],
  },
  {
    name: 'xAI or Perplexity key',
    seen: 'gitleaks: perplexity-api-key; rules of other scanners (xai-)',
    parts: [['xai-', 'pplx-'], of('alphanumeric', 40)],
  },
  // Watching and working
  {
    name: 'New Relic key',
    seen: 'gitleaks: new-relic-user-api-key, new-relic-insert-key, new-relic-browser-api-token; NRAA, NRRA, NRBR, NRIQ and NRSP unseen',
    parts: [['NRAK-', 'NRAA-', 'NRRA-', 'NRBR-', 'NRII-', 'NRIQ-', 'NRSP-', 'NRJS-'], of('url', 19)],
  },
  {
    name: 'New Relic licence key',
    seen: 'files of other projects (32 characters, then FFFFNRAL)',
    parts: [of('lower', [32, 36]), ['FFFFNRAL', 'NRAL']],
  },
  {
    name: 'Datadog application key',
    seen: null,
    parts: ['ddapp_', of('alphanumeric', 34)],
  },
  {
    name: 'Datadog personal token',
    seen: null,
    parts: [['ddpat_', 'pub'], of('hex', 32)],
  },
  {
    name: 'Grafana token',
    seen: 'gitleaks: grafana-service-account-token, grafana-cloud-api-token',
    parts: [['glsa_', 'glc_'], of('base64Word', 32)],
  },
  {
    name: 'Sentry token',
    seen: 'gitleaks: sentry-org-token, sentry-user-token',
    parts: [['sntrys_', 'sntryu_'], of('base64Word', 40)],
  },
  {
    name: 'Dynatrace token',
    seen: 'gitleaks: dynatrace-api-token',
    parts: ['dt0', exactly('lower', 3), '.', of('alphanumeric', [24, 24]), '.', of('alphanumeric', 64)],
  },
  {
    name: 'Okta token',
    seen: 'gitleaks: okta-access-token',
    parts: ['00', of('url', 40)],
  },
  {
    name: 'Notion token',
    seen: 'secretlint, secretlint-rule-notion README; gitleaks: notion-api-token',
    parts: [['ntn_', 'secret_'], of('alphanumeric', 40)],
  },
  {
    name: 'Linear key',
    seen: 'gitleaks: linear-api-key; files of other projects (lin_oauth_)',
    parts: [['lin_api_', 'lin_oauth_'], of('alphanumeric', 32)],
  },
  {
    name: 'Figma token',
    seen: 'secretlint, secretlint-rule-figma README (figd_); figo_ and figu_ unseen',
    parts: [['figd_', 'figo_', 'figu_'], of('url', 38)],
  },
  {
    name: 'Doppler token',
    seen: 'gitleaks: doppler-api-token; rules of other scanners (st, ct, sa)',
    parts: ['dp.', ['pt', 'st', 'ct', 'sa', 'scim', 'audit'], '.', of('dotted', 40)],
  },
  {
    name: 'PlanetScale token',
    seen: 'gitleaks: planetscale-api-token, planetscale-password, planetscale-oauth-token',
    parts: [['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'], of('dotted', 32)],
  },
  {
    name: 'Supabase key',
    seen: 'files of other projects (sb_secret_); sbp_ unseen',
    parts: [['sb_secret_', 'sbp_'], of('url', 30)],
  },
  {
    name: 'Airtable token',
    seen: 'rules of other scanners',
    parts: ['pat', exactly('alphanumeric', 14), '.', of('hex', 64)],
  },
  {
    name: '1Password service token',
    seen: 'gitleaks: 1password-service-account-token',
    parts: ['ops_eyJ', of('base64', 100)],
  },
  {
    name: 'age secret key',
    seen: 'gitleaks: age-secret-key',
    parts: ['AGE-SECRET-KEY-1', of('upper', 50)],
  },
  // Formats of nobody in particular
  {
    name: 'JSON web token',
    seen: 'gitleaks: jwt',
    parts: ['eyJ', of('url', [8, 2000]), '.', of('url', [8, 8000]), '.', of('url', 0)],
  },
  {
    name: 'encrypted JSON web token',
    seen: null,
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
    seen: 'files of other projects ($argon2id$); the others unseen',
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
