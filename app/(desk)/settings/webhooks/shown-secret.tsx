'use client';

import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';

/** A secret, while it can be seen. */
export function ShownSecret({ secret }: { secret: string | null }) {
  const t = useTranslations('settings.webhooks');
  return (
    <div role="status" className="flex flex-col gap-2 empty:hidden">
      {secret !== null && (
        <>
          <CodeBlock label={t('secret')} text={secret} />
          <p className="text-13 text-muted">{t('secretShown')}</p>
        </>
      )}
    </div>
  );
}
