'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '@/app/components/select';
import type { FindingClass } from '@/lib/findings/rules/finding';
import type { Conclusion } from '@/lib/reports/rules/conclusion';
import { isReasonCode, listReasons } from '@/lib/reports/rules/reason-code';

type ReasonFieldProps = {
  /** Null before one was chosen. */
  conclusion: Conclusion | null;
  findingClass: FindingClass;
  defaultValue: string;
};

/** Which kind of reason a conclusion has, and one line of advice on what convinces a reviewer of it. */
export function ReasonField({ conclusion, findingClass, defaultValue }: ReasonFieldProps) {
  const t = useTranslations('appeals');
  const reports = useTranslations('reports.reasons');
  const [chosen, setChosen] = useState(defaultValue);
  const codes = conclusion === null ? [] : listReasons(conclusion, findingClass);
  return (
    <div className="flex flex-col gap-1.5">
      <Select
        name="reasonCode"
        label={t('assessment.reason')}
        hint={t('assessment.reasonHint')}
        defaultValue={defaultValue}
        onChange={(event) => setChosen(event.currentTarget.value)}
        options={[
          { value: '', label: t(conclusion === null ? 'assessment.reasonFirst' : 'assessment.noReason') },
          ...codes.map((code) => ({ value: code, label: reports(code) })),
        ]}
      />
      {/* Room for two lines: choosing a reason moves nothing. */}
      <p role="status" className="min-h-10 max-w-reading text-13 text-muted">
        {isReasonCode(chosen) && t(`reasonAdvice.${chosen}`)}
      </p>
    </div>
  );
}
