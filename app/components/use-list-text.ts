import { useLocale } from 'next-intl';
import { listText } from '@/lib/i18n/list-text';

/** Several names as one text in the reader's language. */
export function useListText(): (names: readonly string[]) => string {
  const locale = useLocale();
  return (names) => listText(locale, names);
}
