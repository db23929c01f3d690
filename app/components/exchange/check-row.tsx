import { Check, ChevronRight, type LucideIcon, Minus, TriangleAlert, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { classNames } from '@/app/components/class-names';
import { CodeBlock } from '@/app/components/code-block';
import { Glyph } from '@/app/components/glyph';
import { TONE_TEXT, type Tone } from '@/app/components/tone';
import { textOr } from '@/lib/i18n/text-or';
import { RESULT_CODES } from '@/lib/koogallery/koogallery-messages';
import type { StoredCheck } from '@/lib/messages/message-record';
import { escapeInvisibles } from '@/lib/response-checks/hex-dump';

const LOOKS: Record<StoredCheck['state'], { icon: LucideIcon; tone: Tone }> = {
  pass: { icon: Check, tone: 'success' },
  fail: { icon: X, tone: 'danger' },
  warn: { icon: TriangleAlert, tone: 'attention' },
  'not-run': { icon: Minus, tone: 'neutral' },
};

/** How the call can be made again; `script` signs it again, where the request bore a signature of a known form. */
export type RepeatedCall = { curl: string; script: string | null };

type CheckRowProps = { check: StoredCheck; repeat: RepeatedCall | null; isMasked: boolean };

/** One check: a line that opens to what was expected and seen; a failure is open and says how to fix it. */
export function CheckRow({ check, repeat, isMasked }: CheckRowProps) {
  if (check.state === 'not-run')
    return (
      <div className="flex items-center gap-2.5 py-2 pr-4 pl-4">
        <span className="size-3.5" />
        <CheckLine check={check} />
      </div>
    );
  return (
    <details open={check.state === 'fail'} className="group">
      <summary className="flex list-none items-center gap-2.5 px-4 py-2 -outline-offset-2 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <Glyph
          icon={ChevronRight}
          size={14}
          className="text-muted transition-transform group-open:rotate-90"
        />
        <CheckLine check={check} />
      </summary>
      <CheckEvidence check={check} repeat={repeat} isMasked={isMasked} />
    </details>
  );
}

function CheckLine({ check: { code, state, field } }: { check: StoredCheck }) {
  const t = useTranslations('connection-checks');
  const { icon, tone } = LOOKS[state];
  return (
    <>
      <Glyph icon={icon} className={TONE_TEXT[tone]} />
      <span className={classNames('min-w-0 flex-1', state === 'not-run' ? 'text-muted' : 'font-medium')}>
        {textOr(t, `check.${code}.title`, code)}
        {field !== null && (
          <span className="ml-2 font-mono text-13 font-normal text-muted wrap-anywhere">{field}</span>
        )}
      </span>
      <span className={classNames('text-13', TONE_TEXT[tone])}>{t(`state.${state}`)}</span>
    </>
  );
}

function CheckEvidence({ check, repeat, isMasked }: CheckRowProps) {
  const t = useTranslations('exchange.checks');
  const exchange = useTranslations('exchange');
  const checks = useTranslations('connection-checks');
  const { code, state, expected, seen, message } = check;
  const resultCode = code === 'RESULT_CODE' ? RESULT_CODES.find((known) => known === seen) : undefined;
  return (
    <div className="flex flex-col gap-3 pr-4 pb-4 pl-10.5">
      <dl className="grid gap-x-4 gap-y-1 text-13 sm:grid-cols-[max-content_1fr]">
        <Fact term={t('expected')}>{escapeInvisibles(expected ?? '')}</Fact>
        <Fact term={t('seen')}>{escapeInvisibles(seen ?? '')}</Fact>
        {resultCode !== undefined && state === 'fail' && (
          <>
            <dt className="text-muted">{t('meaning')}</dt>
            <dd>{checks(`resultCode.${resultCode}`)}</dd>
          </>
        )}
      </dl>
      {message !== null && (
        <figure className="border-l-2 border-danger pl-3">
          <figcaption className="text-13 text-muted">{t('says')}</figcaption>
          <blockquote lang="en" className="wrap-anywhere">
            {message}
          </blockquote>
        </figure>
      )}
      {(state === 'fail' || state === 'warn') && (
        <p className="max-w-reading">
          <span className="font-medium">{t('fix')}</span> {textOr(checks, `check.${code}.fix`, code)}
        </p>
      )}
      {resultCode === '000001' && state === 'fail' && <p className="max-w-reading">{t('authentication')}</p>}
      {repeat && (
        <CodeBlock
          label={t('curl')}
          text={repeat.curl}
          note={isMasked ? exchange('curlMasked') : checks('curlNote')}
        />
      )}
      {repeat?.script && (
        <details>
          <summary className="w-fit text-13 text-muted">{t('script')}</summary>
          <div className="pt-2">
            <CodeBlock label={t('scriptLabel')} text={repeat.script} note={t('scriptNote')} />
          </div>
        </details>
      )}
    </div>
  );
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="font-mono wrap-anywhere whitespace-pre-wrap">{children}</dd>
    </>
  );
}
