import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import type { TestInstance } from '@/lib/connection-tests/find-instance';

type InstanceNoteProps = {
  instance: TestInstance | null;
  /** On the page of a case that is about it. */
  isOfOneCase?: boolean;
};

/** Which instance the cases after newInstance are about, and whether it still lives. */
export function InstanceNote({ instance, isOfOneCase = false }: InstanceNoteProps) {
  const t = useTranslations('connection.instance');
  if (!instance) return <p className="max-w-reading text-13 text-muted">{t('none')}</p>;
  return (
    <p className="max-w-reading text-13 text-muted">
      {t.rich(isOfOneCase ? 'aboutThis' : 'about', {
        id: () => <span className="font-mono text-text wrap-anywhere select-all">{instance.instanceId}</span>,
        date: () => <DateTime at={instance.madeAt} />,
      })}{' '}
      {instance.isReleased && t('released')}
    </p>
  );
}
