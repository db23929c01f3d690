import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

type NextStepsProps = {
  where: ReactNode;
  /** Who acts, and by when. */
  who: ReactNode;
  meanwhile: ReactNode;
};

/** What happens next: where it is, who acts by when, what you can do meanwhile. */
export function NextSteps({ where, who, meanwhile }: NextStepsProps) {
  const t = useTranslations('common.nextSteps');
  const parts = [
    { label: t('where'), text: where },
    { label: t('who'), text: who },
    { label: t('meanwhile'), text: meanwhile },
  ];
  return (
    <section aria-label={t('title')} className="rounded-8 border border-line bg-raised">
      <dl className="grid divide-line max-md:divide-y md:grid-cols-3 md:divide-x">
        {parts.map((part) => (
          <div key={part.label} className="px-4 py-3">
            <dt className="text-13 text-muted">{part.label}</dt>
            <dd className="mt-0.5 font-medium">{part.text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
