import { useTranslations } from 'next-intl';
import type { Comparison } from '@/lib/messages/compare-messages';

type ByteNoticeProps = {
  comparison: Pick<Comparison, 'isExact' | 'requestDiffersAt' | 'responseDiffersAt'>;
};

/** What the bytes say, which no comparison of members does: an order, a space, an encoding. People count them from 1. */
export function ByteNotice({ comparison }: ByteNoticeProps) {
  const t = useTranslations('messages.compare');
  const { isExact, requestDiffersAt, responseDiffersAt } = comparison;
  if (!isExact) return <p>{t('notExact')}</p>;
  if (requestDiffersAt === null && responseDiffersAt === null) return <p>{t('bytesSame')}</p>;
  return (
    <>
      {requestDiffersAt !== null && <p>{t('requestAt', { at: requestDiffersAt + 1 })}</p>}
      {responseDiffersAt !== null && <p>{t('responseAt', { at: responseDiffersAt + 1 })}</p>}
    </>
  );
}
