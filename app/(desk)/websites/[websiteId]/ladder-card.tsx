import { useFormatter, useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { Ladder, type LadderStep } from '@/app/components/ladder';
import type { Ownership } from '@/lib/ownership/get-ownership';
import { RUNGS, type RungName } from '@/lib/ownership/rules/ladder';
import { VERIFICATION_FILE_NAME } from '@/lib/ownership/rules/verification-file';
import type { WebsiteDetails } from '@/lib/websites/get-website';
import { RungFix } from './rung-fix';
import { RungSeen } from './rung-seen';

type LadderCardProps = { website: WebsiteDetails; ownership: Ownership };
type Attempt = NonNullable<Ownership['lastAttempt']>;

const STATES = { pass: 'passed', warn: 'warning', fail: 'failed', 'not-run': 'waiting' } as const;

/** The steps of the last check with what was seen on each; before the first check, the steps that will come. */
export function LadderCard({ website, ownership: { lastAttempt, file } }: LadderCardProps) {
  const t = useTranslations('websites.proof');
  const rungs = useTranslations('ownership.rungs');
  const format = useFormatter();
  const { hostname, port, protocol } = new URL(website.origin);
  const values = {
    hostname,
    port: port || (protocol === 'https:' ? '443' : '80'),
    origin: website.origin,
    fileName: VERIFICATION_FILE_NAME,
    content: file?.content ?? '',
  };
  const shown = (name: RungName): LadderStep => {
    const title = rungs(`${name}.title`);
    const rung = lastAttempt?.ladder.rungs.find((one) => one.rung === name);
    if (!rung || rung.state === 'not-run')
      return { key: name, state: 'waiting', title, tried: rungs(`${name}.untried`, values) };
    const tried = rungs(`${name}.tried`, values);
    return {
      ...{ key: name, state: STATES[rung.state], title, tried },
      seen: <RungSeen rung={rung} />,
      ...(rung.tookMs === null
        ? {}
        : {
            time: format.number(rung.tookMs, {
              style: 'unit',
              unit: 'millisecond',
              maximumFractionDigits: 0,
            }),
          }),
      ...(rung.fixKey ? { fix: <RungFix fixKey={rung.fixKey} values={values} /> } : {}),
    };
  };
  return (
    <Card title={t('ladder')} aside={lastAttempt && <AttemptLine attempt={lastAttempt} />}>
      {!lastAttempt && <p className="mb-4 max-w-reading text-muted">{t('never')}</p>}
      {lastAttempt && !lastAttempt.isOfThisFile && <p className="mb-4 text-muted">{t('ofOldFile')}</p>}
      <Ladder label={t('ladder')} rungs={[...RUNGS.map(shown), claimRung(website, lastAttempt, t)]} />
    </Card>
  );
}

/** The last step is ours: the host goes to the organization that proved it. */
function claimRung(
  { host, verifiedAt }: WebsiteDetails,
  attempt: Attempt | null,
  t: ReturnType<typeof useTranslations<'websites.proof'>>,
): LadderStep {
  const rung = { key: 'CLAIM', title: t('claim.title'), tried: t('claim.tried', { host }) };
  if (attempt?.isVerified && verifiedAt) return { ...rung, state: 'passed', seen: t('claim.held', { host }) };
  if (attempt?.isVerified) return { ...rung, state: 'waiting', seen: t('claim.released', { host }) };
  if (!attempt?.isClaimedElsewhere) return { ...rung, state: 'waiting', tried: t('claim.untried', { host }) };
  const fix = (
    <>
      <p className="font-medium">{t('claim.fixTitle')}</p>
      <p className="max-w-reading">{t('claim.fix')}</p>
    </>
  );
  return { ...rung, state: 'failed', seen: t('claim.elsewhere', { host }), fix };
}

function AttemptLine({ attempt }: { attempt: Attempt }) {
  const t = useTranslations('websites.proof');
  return (
    <span className="text-13 text-muted">
      {t('lastAttempt')} <DateTime at={attempt.at} />{' '}
      {attempt.byName === null ? t('bySystem') : t('by', { name: attempt.byName })}
    </span>
  );
}
