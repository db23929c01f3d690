import { useTranslations } from 'next-intl';

/**
 * What the browser's tab says: the parts from the narrowest on, then the product. A part of the page and not metadata of
 * Next, which stream in on their own: after each action the title would be missing for a moment.
 */
export function PageTitle({ parts }: { parts: readonly string[] }) {
  const t = useTranslations('shell');
  return <title>{[...parts, t('product')].join(' · ')}</title>;
}
