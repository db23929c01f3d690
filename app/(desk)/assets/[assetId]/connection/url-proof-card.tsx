import { useTranslations } from 'next-intl';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { Folded } from '@/app/components/folded';
import { Ladder, type LadderStep } from '@/app/components/ladder';
import { Notice } from '@/app/components/notice';
import type { Tone } from '@/app/components/tone';
import { UnusableButton } from '@/app/components/unusable-button';
import { connectionFieldPath } from '@/app/paths';
import type { getUrlProof } from '@/lib/connection-tests/get-url-proof';
import { URL_CHECKS, type UrlCheck, type UrlCheckCode } from '@/lib/connection-tests/rules/url-check';
import { textOr } from '@/lib/i18n/text-or';
import { checkUrlAction } from './actions';
import { ExplanationView } from './explanation-view';

type UrlProofData = Awaited<ReturnType<typeof getUrlProof>>;
type UrlProofCardProps = {
  assetId: string;
  /** Whether a production URL is saved. */
  isUrlSet: boolean;
  urlProof: UrlProofData;
  mayRun: boolean;
};

const STATES = { pass: 'passed', warn: 'warning', fail: 'failed', 'not-run': 'waiting' } as const;
const TONES: Record<UrlProofData['standing'], Tone> = {
  never: 'neutral',
  stale: 'neutral',
  fails: 'attention',
  warns: 'attention',
  holds: 'success',
};

/** What KooGallery demands of the saved production URL, check by check, as the newest proof saw it. */
export function UrlProofCard({
  assetId,
  isUrlSet,
  urlProof: { proof, standing },
  mayRun,
}: UrlProofCardProps) {
  const t = useTranslations('connection-explain.proof');
  const rungs = URL_CHECKS.map((code) =>
    toStep(
      code,
      proof?.checks.find((one) => one.code === code),
      t,
    ),
  );
  // What to fix is open; what passed, and before the first proof everything, is folded.
  const isFolded = ({ state }: LadderStep) => state === 'passed' || proof === null;
  const open = rungs.filter((rung) => !isFolded(rung));
  const folded = rungs.filter(isFolded);
  return (
    <Card
      id="url-proof"
      title={t('title')}
      aside={
        proof && (
          <span className="text-13 text-muted">
            {t('checkedAt')} <DateTime at={proof.checkedAt} />
          </span>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-reading text-muted">{t('lead')}</p>
        <div role="status">
          <Notice tone={TONES[standing]} title={t(`standing.${standing}`)} />
        </div>
        <CheckButton assetId={assetId} isUrlSet={isUrlSet} mayRun={mayRun} isAgain={proof !== null} />
        {proof && <p className="font-mono text-13 wrap-anywhere">{proof.url}</p>}
        {open.length > 0 && <Ladder label={t('title')} rungs={open} />}
        {folded.length > 0 && (
          <Folded summary={proof ? t('passedChecks', { count: folded.length }) : t('allChecks')}>
            <Ladder label={proof ? t('passedLabel') : t('title')} rungs={folded} />
          </Folded>
        )}
      </div>
    </Card>
  );
}

type Translate = ReturnType<typeof useTranslations<'connection-explain.proof'>>;

function toStep(code: UrlCheckCode, check: UrlCheck | undefined, t: Translate): LadderStep {
  const rung = { key: code, title: t(`checks.${code}.title`), tried: t(`checks.${code}.tried`) };
  if (!check || check.state === 'not-run') return { ...rung, state: 'waiting' };
  const { state, expected, seen } = check;
  return {
    ...rung,
    state: STATES[state],
    seen:
      state === 'pass' ? (
        seen
      ) : (
        <>
          <p>{seen}</p>
          <p className="text-muted">
            {t('expected')} {expected}
          </p>
        </>
      ),
    ...(state === 'pass' ? {} : { fix: <CheckFix check={check} /> }),
  };
}

/** How to fix a check: by its cause where one was told, else what is true of every such failure or warning. */
function CheckFix({ check: { code, state, isWaived, explanation } }: { check: UrlCheck }) {
  const t = useTranslations('connection-explain.proof');
  if (isWaived) return <p className="max-w-reading">{t('waived')}</p>;
  if (explanation) return <ExplanationView explanation={explanation} />;
  return (
    <p className="max-w-reading">{textOr(t, `checks.${code}.${state === 'warn' ? 'warn' : 'fail'}`, code)}</p>
  );
}

type CheckButtonProps = { assetId: string; isUrlSet: boolean; mayRun: boolean; isAgain: boolean };

function CheckButton({ assetId, isUrlSet, mayRun, isAgain }: CheckButtonProps) {
  const t = useTranslations('connection-explain.proof');
  const errors = useTranslations('errors.connection.blockers');
  const label = isAgain ? t('checkAgain') : t('check');
  const href = connectionFieldPath(assetId, 'productionUrl');
  if (!mayRun) return <UnusableButton reason={errors('ROLE')}>{label}</UnusableButton>;
  if (!isUrlSet)
    return (
      <UnusableButton reason={errors('PRODUCTION_URL_MISSING')} remedy={{ href, label: t('toField') }}>
        {label}
      </UnusableButton>
    );
  return <ActionButton label={label} action={checkUrlAction} values={{ assetId }} />;
}
