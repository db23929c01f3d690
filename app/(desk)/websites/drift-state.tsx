import { Check, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill } from '@/app/components/pill';
import type { Drift } from '@/lib/drift/drift-record';

/** How far the comparison is, and what it came to, as colour, icon and words. */
export function DriftState({ drift }: { drift: Drift }) {
  const t = useTranslations('drift.state');
  const { differences, failures, snapshotAt, lookedAt, websiteId } = drift;
  if (differences.length > 0)
    return (
      <Pill tone="attention" icon={TriangleAlert}>
        {t('different', { count: differences.length })}
      </Pill>
    );
  if (failures > 0) return <p className="text-13">{t('unreached')}</p>;
  if (snapshotAt === null)
    return <p className="text-13">{lookedAt !== null && websiteId === null ? t('noProbe') : t('waiting')}</p>;
  return (
    <Pill tone="success" icon={Check}>
      {t('same')}
    </Pill>
  );
}
