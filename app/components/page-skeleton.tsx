import { useTranslations } from 'next-intl';

const ROWS = ['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5', 'w-4/5'];

/** The shape of a page that is on its way. */
export function PageSkeleton() {
  const t = useTranslations('common');
  return (
    <div role="status" className="flex flex-col gap-6">
      <span className="sr-only">{t('loading')}</span>
      <div className="h-8 w-56 rounded-8 bg-neutral-quiet motion-safe:animate-pulse" />
      <div className="flex flex-col gap-4 rounded-8 border border-line bg-raised p-5">
        {ROWS.map((width) => (
          <div key={width} className={`h-4 rounded-4 bg-neutral-quiet motion-safe:animate-pulse ${width}`} />
        ))}
      </div>
    </div>
  );
}
