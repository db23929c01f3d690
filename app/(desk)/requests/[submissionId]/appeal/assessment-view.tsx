import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import type { AssessmentRecord } from '@/lib/appeals/appeal-record';

/** What the seller concluded, to be read. */
export function AssessmentView({ assessment }: { assessment: AssessmentRecord | null }) {
  const t = useTranslations('appeals.assessment');
  const reports = useTranslations('reports');
  if (!assessment) return <p className="text-muted">{t('none')}</p>;
  return (
    <div className="flex flex-col gap-2">
      <DefinitionList
        items={[
          { term: reports('columns.conclusion'), value: reports(`conclusions.${assessment.conclusion}`) },
          ...(assessment.reasonCode
            ? [{ term: t('reason'), value: reports(`reasons.${assessment.reasonCode}`) }]
            : []),
          ...(assessment.conclusion === 'RISK_ACCEPTED'
            ? [{ term: t('endsOn'), value: assessment.endsOn ?? t('endsOnDefault') }]
            : []),
          {
            term: reports('columns.explanation'),
            value: <span className="whitespace-pre-wrap">{assessment.explanation || t('empty')}</span>,
          },
          { term: reports('columns.reference'), value: assessment.reference || t('empty') },
        ]}
      />
      <p className="text-13 text-muted">
        {t('by', { name: assessment.updatedByName ?? t('someone') })} · <DateTime at={assessment.updatedAt} />
      </p>
    </div>
  );
}
