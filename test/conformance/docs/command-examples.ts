// What the page of a command shows beside its options. `sessions.test.ts` runs each example in an empty folder.

interface Shown {
  /** Sentences between the usage and the options. */
  readonly about: string
  /** As a terminal shows it: "$ " before what is typed, then what is printed, "…" for any lines. */
  readonly session?: string
  /** Pages of docs/ that say more. */
  readonly more?: readonly string[]
}

/** By a command's name; a command without an entry fails the test that prints the pages. */
export const EXAMPLES: Readonly<Record<string, Shown>> = {
  open: {
    about: `A window of the desktop app where Electron is, else the same app in the browser. A model named in place of a
folder is shown first. With \`--no-open\` or \`--port\` it is always the browser.`,
  },
  serve: {
    about: `Listens on the loopback address and prints a link that works once; Enter prints another. Ctrl+C ends it.
Behind a port forwarder, name the host that the browser sees with \`--allowed-host\`.`,
  },
  init: {
    about: `Writes a model, its printed diagram and its report, and overwrites nothing.`,
    session: `$ fenceline init --template web
wrote threat-model.yaml
wrote threat-model.mmd
wrote threat-model.md
…`,
    more: ['tutorial.md'],
  },
  lint: {
    about: `0 when nothing is wrong, 1 with findings, 2 when it could not check anything: no model, or a named folder without
one.`,
    session: `$ fenceline init
…
$ fenceline lint
…
threat-model.yaml:39:7 error crossing-not-analysed Flow Browser → API Gateway (browser>api-gateway) crosses "trust boundary 1", "DMZ" without a risk analysis. Review its threats and mark it analysed.
…
# exits with 1`,
    more: ['lint-rules.md', 'ci.md'],
  },
  draft: {
    about: `Drafts wait beside the model, in \`.fenceline/drafts/\`, until somebody reviews them. With \`--llm\` the flag is the
consent for that run; \`--dry-run\` shows what would be sent.`,
    session: `$ fenceline init
…
$ fenceline draft
…
high      spoofing                api-gateway                 API Gateway accepts a forged token: alg:none, a wrong key or a foreign issuer (JWT)
…`,
    more: ['language-model.md', 'rules.md'],
  },
  review: {
    about: `Components and crossings that nobody analysed or that changed since, drafts and risks without a decision,
acceptances that have ended.`,
    session: `$ fenceline init
…
$ fenceline review --exit-code
…
  api-gateway  API Gateway
…
# exits with 1`,
  },
  diff: {
    about: `\`A\` compares with a commit, branch or tag, \`A..B\` two of them, \`A...B\` B with where it left A. It reads by your own
git and runs nothing of the repo.`,
    session: `$ git init -q && fenceline init
…
$ git add . && git -c user.name=Ada -c user.email=ada@example.org commit -qm First
$ sed -i 's/title: Redis/title: Valkey/' threat-model.yaml
$ fenceline diff
threat-model.yaml: 1 component changed
  Components
    ~ Valkey: title: Redis → Valkey
…`,
    more: ['git.md'],
  },
  export: {
    about: `Prints, or writes with \`-o\`. PNG needs two packages that the npm package leaves out, PDF a Chromium, Chrome or Edge;
the desktop app has both.`,
    session: `$ fenceline init
…
$ fenceline export threat-model.yaml --to svg -o diagram.svg
$ fenceline export threat-model.yaml --to mermaid --check`,
  },
  import: {
    about: `Says how many components, flows and boundaries came over, and each thing that was guessed or lost.`,
    session: `$ printf 'flowchart LR\\n  browser --> gateway\\n' > diagram.mmd
$ fenceline import diagram.mmd -o threat-model.yaml
…`,
  },
  tickets: {
    about: `Each ticket is looked up before it is made. The tracker comes from your own settings or these options, its token
from the environment, neither from the repo.`,
    session: `$ fenceline init
…
$ fenceline tickets --to markdown
…`,
    more: ['tickets.md'],
  },
  fmt: {
    about: `Comments, quoting and keys that Fenceline does not know stay.`,
    session: `$ fenceline init
…
$ fenceline fmt --check
…`,
  },
  sync: {
    about: `For who edits the printed \`.mmd\` or \`.dfd\` by hand. 2 when a file cannot be read, or is older than its model and was
not named itself.`,
    session: `$ fenceline init
…
$ fenceline sync --dry-run
…`,
  },
  merge: {
    about: `What both sides changed differently stands between conflict marks in \`<ours>\`, and the exit code is 1.`,
    session: `$ fenceline init
…
$ cp threat-model.yaml base.yaml && cp threat-model.yaml theirs.yaml
$ sed -i 's/title: Redis/title: Valkey/' theirs.yaml
$ fenceline merge base.yaml threat-model.yaml theirs.yaml
…
$ grep -c Valkey threat-model.yaml
1`,
    more: ['git.md'],
  },
  rules: {
    about: `Of the packs that come with Fenceline and of the folder's own \`.fenceline/config.yaml\`.`,
    session: `$ fenceline rules --explain entry-token-forged
entry-token-forged (fenceline)
The component accepts a forged token: alg:none, a wrong key or a foreign issuer (JWT)
…`,
    more: ['rules.md', 'team-rules.md'],
  },
  verify: {
    about: `A range is what \`git log\` takes; without one it is all of history. With \`--llm\` a language model is asked whether
the changes do what the mitigation says, and its answer is a proposal.`,
    session: `$ git init -q && fenceline init
…
$ git add . && git -c user.name=Ada -c user.email=ada@example.org commit -qm First
$ fenceline verify
…`,
    more: ['decisions.md'],
  },
  schema: {
    about: `The same as [threat-model.schema.json](../threat-model.schema.json), for editors that complete and check YAML.`,
    session: `$ fenceline schema > threat-model.schema.json`,
    more: ['file-format.md'],
  },
}
