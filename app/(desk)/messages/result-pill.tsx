import { Check, OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill } from '../../components/pill';

/** Whether a call passed, as colour, icon and word. */
export function ResultPill({ isPassed }: { isPassed: boolean }) {
  const t = useTranslations('messages');
  return (
    <Pill tone={isPassed ? 'success' : 'attention'} icon={isPassed ? Check : OctagonAlert}>
      {isPassed ? t('passed') : t('failed')}
    </Pill>
  );
}
