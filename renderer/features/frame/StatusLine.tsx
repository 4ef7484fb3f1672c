import { Check, CircleAlert, GitBranch, Info, Lock, TriangleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { plural } from '../../../shared/core/text.ts'
import { showDrawer } from '../../actions/frame.ts'
import { useDocument, useSettledDocument } from '../../state/document.ts'
import { runWords, useDrafting } from '../../state/llm/drafting.ts'
import { progressOfDocument } from '../../state/selectors.ts'
import { dismissNotice, type Notice, useUi } from '../../state/ui.ts'
import { IconButton } from '../../ui/controls/Button.tsx'
import styles from './StatusLine.module.css'

/** What the model is, how far its review has come, and what just happened. */
export function StatusLine() {
  const document = useSettledDocument()
  const components = document.model.components.length
  const progress = progressOfDocument(document)
  const readOnly = useDocument((state) => state.readOnly && state.modelHash !== null)
  const branch = useUi((state) => state.workspace?.branch)
  const share = progress.targets === 0 ? 0 : progress.analysed / progress.targets
  const done = progress.targets > 0 && progress.analysed === progress.targets
  return (
    <footer className={styles.line}>
      <span className={styles.fact}>{plural(components, 'component')}</span>
      <span className={styles.fact}>{plural(progress.crossings, 'crossing')}</span>
      <button type="button" className={styles.link} onClick={() => showDrawer('coverage')}>
        <span className={styles.meter} aria-hidden>
          <span
            className={done ? styles.done : styles.part}
            style={{ width: `${Math.round(share * 100)}%` }}
          />
        </span>
        {`${progress.analysed} of ${progress.targets} analysed`}
      </button>
      <button type="button" className={styles.link} onClick={() => showDrawer('threats')}>
        {plural(progress.openDrafts, 'open draft')}
      </button>
      <button type="button" className={styles.link} onClick={() => showDrawer('threats')}>
        {plural(progress.unresolvedRisks, 'unresolved risk')}
      </button>
      {progress.stale > 0 ? (
        <button type="button" className={styles.link} onClick={() => showDrawer('coverage')}>
          <span className={styles.stale}>{`${progress.stale} stale`}</span>
        </button>
      ) : null}
      <RunLink />
      <Notices />
      {readOnly ? (
        <span className={styles.fact}>
          <Lock size={12} aria-hidden /> read-only
        </span>
      ) : null}
      {branch === undefined ? null : (
        <span className={styles.branch} title={`Branch ${branch}`}>
          <GitBranch size={12} aria-hidden />
          <span className={styles.words}>{branch}</span>
        </span>
      )}
    </footer>
  )
}

/** A run that goes on, wherever one looks. */
function RunLink() {
  const words = useDrafting(({ run }) => (run?.state === 'running' ? runWords(run) : null))
  if (words === null) return null
  return (
    <button type="button" className={styles.link} onClick={() => showDrawer('run')}>
      {`Language model: ${words}`}
    </button>
  )
}

const ICONS = { info: Info, done: Check, warning: TriangleAlert, error: CircleAlert } as const
const SHOWN_FOR = { info: 6000, done: 5000, warning: 10_000 } as const

/** The last notice, inside the line: it covers nothing. Errors stay until they are dismissed. */
function Notices() {
  const notice = useUi((state) => state.notices.at(-1))
  useEffect(() => {
    if (!notice || notice.tone === 'error') return
    const timer = window.setTimeout(() => dismissNotice(notice.id), SHOWN_FOR[notice.tone])
    return () => window.clearTimeout(timer)
  }, [notice])
  return <div className={styles.notices}>{notice ? <NoticeText notice={notice} /> : null}</div>
}

function NoticeText({ notice }: { readonly notice: Notice }) {
  const Icon = ICONS[notice.tone]
  const { text, hint } = notice
  return (
    <div className={styles.notice} data-tone={notice.tone}>
      <Icon size={13} aria-hidden />
      <span className={styles.words} title={hint === undefined ? text : `${text} ${hint}`}>
        <span className={styles.what}>{text}</span>
        {hint === undefined ? null : ` ${hint}`}
      </span>
      <IconButton icon={X} size="small" label="Dismiss" onClick={() => dismissNotice(notice.id)} />
    </div>
  )
}
