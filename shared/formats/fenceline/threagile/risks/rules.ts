/** Threagile's built-in risk rules (MIT): the STRIDE category and title of the risks that a file tracks by rule. */
import type { Category } from '../../../../model/schema.ts'

const BY_CATEGORY: Readonly<Record<Category, string>> = {
  spoofing:
    'cross-site-request-forgery missing-file-validation missing-identity-store service-registry-poisoning',
  tampering:
    'code-backdooring container-baseimage-backdooring cross-site-scripting ldap-injection ' +
    'missing-build-infrastructure missing-cloud-hardening missing-hardening missing-waf ' +
    'push-instead-of-pull-deployment search-query-injection sql-nosql-injection unchecked-deployment ' +
    'untrusted-deserialization',
  repudiation: '',
  'information-disclosure':
    'accidental-secret-leak incomplete-model missing-vault path-traversal server-side-request-forgery ' +
    'unencrypted-asset unencrypted-communication wrong-communication-link-content xml-external-entity',
  'denial-of-service': 'dos-risky-access-across-trust-boundary',
  'elevation-of-privilege':
    'container-platform-escape missing-authentication missing-authentication-second-factor ' +
    'missing-identity-propagation missing-identity-provider-isolation missing-network-segmentation ' +
    'missing-vault-isolation mixed-targets-on-shared-runtime unguarded-access-from-internet ' +
    'unguarded-direct-datastore-access unnecessary-communication-link unnecessary-data-asset ' +
    'unnecessary-data-transfer unnecessary-technical-asset wrong-trust-boundary-content',
}

const CATEGORY_OF = new Map(
  Object.entries(BY_CATEGORY).flatMap(([category, rules]) =>
    rules
      .split(' ')
      .filter((rule) => rule !== '')
      .map((rule) => [rule, category as Category] as const),
  ),
)

/** Undefined for a rule that is not one of Threagile's own. */
export function categoryOfRule(rule: string): Category | undefined {
  return CATEGORY_OF.get(rule)
}

/** `sql-nosql-injection` as `Sql nosql injection`. */
export function titleOfRule(rule: string): string {
  const words = rule.replaceAll('-', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
