'use client';

import { Check, CircleHelp, X } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { giveVerdictAction } from '@/app/(desk)/review/actions';
import { ActionForm } from '@/app/components/action-form';
import { Checkbox } from '@/app/components/checkbox';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { useReviewKeys } from '@/app/shortcuts/shortcuts-context';
import { REASON_MAXIMUM, REASON_MINIMUM } from '@/lib/appeals/rules/reason';
import { CannedReasons, type CannedText } from './canned-reasons';

type VerdictFormProps = {
  submissionId: string;
  findingId: string;
  /** The part of the review page that a phone shows. */
  pane: string;
  canned: readonly CannedText[];
  /** The alike findings without a verdict, the first of them by their names. */
  alike: { count: number; names: readonly string[] };
};

/** A reason and one of three verdicts, on request for all alike findings. */
export function VerdictForm({ submissionId, findingId, pane, canned, alike }: VerdictFormProps) {
  const t = useTranslations('review.verdict');
  const keyOf = useReviewKeys();
  return (
    <ActionForm kind="act" action={giveVerdictAction} className="gap-3">
      <input type="hidden" name="submissionId" value={submissionId} />
      <input type="hidden" name="findingId" value={findingId} />
      <input type="hidden" name="pane" value={pane} />
      <input type="hidden" name="language" value={useLocale()} />
      <TextArea
        name="reason"
        label={t('reason')}
        hint={t('reasonHint', { minimum: REASON_MINIMUM })}
        maxLength={REASON_MAXIMUM}
        rows={3}
      />
      <CannedReasons texts={canned} />
      {alike.count > 0 && (
        <Checkbox
          name="alike"
          value={alike.count}
          aria-keyshortcuts={keyOf('alike')}
          label={t('alike', { count: alike.count })}
          hint={
            <>
              {t('alikeHint')} <span className="wrap-anywhere">{alike.names.join(' · ')}</span>
              {alike.count > alike.names.length &&
                ` ${t('alikeMore', { count: alike.count - alike.names.length })}`}
            </>
          }
        />
      )}
      <VerdictButtons />
      <p className="text-13 text-muted">
        {t('again')} {keyOf('accept') && <span className="max-md:hidden">{t('shortcuts')}</span>}
      </p>
    </ActionForm>
  );
}

const BUTTONS = [
  { value: 'ACCEPTED', label: 'accept', look: 'primary', icon: Check },
  { value: 'REJECTED', label: 'reject', look: 'secondary', icon: X },
  { value: 'NEED_MORE', label: 'needMore', look: 'secondary', icon: CircleHelp },
] as const;

function VerdictButtons() {
  const t = useTranslations('review.verdict');
  const keyOf = useReviewKeys();
  return (
    <div className="flex flex-wrap gap-2">
      {BUTTONS.map(({ value, label, look, icon }) => (
        <SubmitButton
          key={value}
          {...{ value, look, icon }}
          name="outcome"
          aria-keyshortcuts={keyOf(label)}
          data-needs="reason"
        >
          {t(label)}
        </SubmitButton>
      ))}
    </div>
  );
}
