/** docs/rules.md, from the packs of rules that come with Fenceline. */
import { type DescribedRule, listRules } from '../../../shared/analysis/catalogue/describe.ts'
import { packsWith } from '../../../shared/analysis/rule-set/rule-set.ts'

const HEAD = `# Rules

What \`fenceline draft\` and *Draft threats* draft from, offline. Each rule fires at a component or a crossing for which
its facts hold, and rules that fire at one target in one category become one draft. [Rules: read them, switch them off,
add your own](team-rules.md) says how a model asks for a pack, how a rule is switched off, and how a team writes its own.
This page is printed from the rules: \`FENCELINE_UPDATE=1 npm run test:unit -- docs/generated\` prints it anew.
`

/** Rules in the order of their pack; one that asks instead of stating says so in its "If". */
export function printRules(): string {
  const all = listRules()
  const parts = packsWith([]).map(({ id, title, isUsual }) => {
    const own = all.filter(({ pack }) => pack === id)
    const use = isUsual ? 'Drafts for every model.' : `Drafts where a model asks for it: \`packs: [${id}]\`.`
    return `## ${title}\n\n\`${id}\`, ${own.length} rules. ${use}\n\n${own.map(printRule).join('\n')}`
  })
  return [HEAD, ...parts].join('\n')
}

function printRule(rule: DescribedRule): string {
  const reference = rule.url ? `[${rule.reference}](${rule.url})` : rule.reference
  return [
    `### ${rule.id}`,
    '',
    `*${rule.category}, ${rule.appliesTo}, ${rule.severity}.* **${rule.title}.**`,
    `${rule.why}`,
    '',
    `If: ${rule.assumption}`,
    '',
    `Then: ${rule.mitigation}`,
    '',
    `${reference}`,
    '',
  ].join('\n')
}
