import { useTranslations } from 'next-intl';
import { Button } from '@/app/components/button';
import { CodeBlock } from '@/app/components/code-block';
import { Notice } from '@/app/components/notice';

/** Codes that are shown once; they stay until their owner says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTranslations('settings.account.secondStep');
  return (
    <div role="status" className="flex max-w-md flex-col gap-4">
      <Notice tone="attention" title={t('codesLead')} />
      <CodeBlock label={t('codes')} text={codes.join('\n')} />
      <div>
        <Button onClick={onKept}>{t('codesKept')}</Button>
      </div>
    </div>
  );
}
