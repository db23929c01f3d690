import { Check, CircleHelp, Minus, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { CodeBlock } from '@/app/components/code-block';
import { Pill } from '@/app/components/pill';
import type { Profile } from '@/lib/signing/wire-message';
import type { Excerpt } from './compare-texts';
import type { StageRow } from './stage-rows';

const STATES = {
  same: { tone: 'success', icon: Check },
  differs: { tone: 'attention', icon: TriangleAlert },
  unknown: { tone: 'neutral', icon: CircleHelp },
  absent: { tone: 'neutral', icon: Minus },
} as const;

type StagesCardProps = {
  rows: readonly StageRow[];
  profile: Profile;
  /** The mistake in a sentence, where nothing above the card has named it. */
  mistake?: string;
};

/** The calculation from the bytes to the digest, ours left, theirs right, with what differs marked. */
export function StagesCard({ rows, profile, mistake }: StagesCardProps) {
  const t = useTranslations('xray');
  const [first] = rows.filter(({ state }) => state === 'differs' || state === 'unknown');
  return (
    <Card title={t('title')}>
      {mistake !== undefined && <p className="mb-2 max-w-reading font-medium wrap-anywhere">{mistake}</p>}
      <p className="max-w-reading text-13 text-muted">{t('lead')}</p>
      <ol className="mt-4 flex flex-col gap-6">
        {rows.map((row, index) => (
          <li key={row.stage} className="@container flex min-w-0 flex-col gap-2">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h3 className="font-medium">
                {index + 1}. {t(`stage.${row.stage}`)}
              </h3>
              <Pill {...STATES[row.state]}>
                {t(row === first && row.state === 'differs' ? 'first' : `state.${row.state}`)}
              </Pill>
            </div>
            <p className="max-w-reading text-13 text-muted">{t(`rule.${profile}.${row.stage}`)}</p>
            {row.state === 'differs' && row.isMasked && (
              <p className="max-w-reading text-13 text-attention">{t('veiled')}</p>
            )}
            {row.state !== 'absent' && (
              <div className="grid items-start gap-3 @lg:grid-cols-2">
                <Side label={t('ours')} shown={row.ours} isWhole={row.stage === 'digest'} />
                {row.theirs === null ? (
                  <p className="rounded-8 border border-line bg-sunken px-3 py-2.5 text-13 text-muted">
                    {t('unknown')}
                  </p>
                ) : (
                  <Side label={t('theirs')} shown={row.theirs} isWhole={row.stage === 'digest'} />
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

type SideProps = { label: string; shown: Excerpt; isWhole: boolean };

function Side({ label, shown, isWhole }: SideProps) {
  const t = useTranslations('xray');
  const { text, marks, isCutBefore, isCutAfter } = shown;
  if (text === '') return <CodeBlock label={label} text={t('nothing')} isCopyable={false} />;
  const shift = isCutBefore ? 1 : 0;
  return (
    <CodeBlock
      label={label}
      text={`${isCutBefore ? '…' : ''}${text}${isCutAfter ? '…' : ''}`}
      marks={marks.map(({ from, to }) => ({ from: from + shift, to: to + shift }))}
      isCopyable={isWhole}
    />
  );
}
