import { useTranslations } from 'next-intl';
import { CodeBlock } from '@/app/components/code-block';
import { hasText } from '@/lib/i18n/text-or';
import type { FixKey } from '@/lib/ownership/rules/ladder';

type RungFixProps = { fixKey: FixKey; values: Record<string, string> };

/** How to fix a rung, with the command that shows or fixes it where there is one. */
export function RungFix({ fixKey, values }: RungFixProps) {
  const t = useTranslations('ownership');
  const command = `fixes.${fixKey}.command`;
  return (
    <>
      <p className="font-medium">{t(`fixes.${fixKey}.title`, values)}</p>
      <p className="max-w-reading">{t(`fixes.${fixKey}.text`, values)}</p>
      {hasText(t, command) && <CodeBlock label={t('facts.command')} text={t(command, values)} />}
    </>
  );
}
