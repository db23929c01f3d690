import { useTranslations } from 'next-intl';
import { AreaField } from '@/app/(desk)/toolkit/area-field';
import { ByteField } from '@/app/(desk)/toolkit/byte-field';
import { LineField } from '@/app/(desk)/toolkit/line-field';
import { Segments } from '@/app/(desk)/toolkit/segments';
import type { CheckForm } from './check-form';

const RAW_PLACEHOLDER =
  'POST /saas/produce?signature=…&timestamp=…&nonce=… HTTP/1.1\nContent-Type: application/json\n\n{"activity":"queryInstance"}';

type MessageFieldsProps = { form: CheckForm; onChange: (change: Partial<CheckForm>) => void };

/** The message: as it was sent, or its parts one by one. */
export function MessageFields({ form, onChange }: MessageFieldsProps) {
  const t = useTranslations('toolkit.check');
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Segments
        label={t('form')}
        options={(['raw', 'parts'] as const).map((value) => ({ value, label: t(`forms.${value}`) }))}
        value={form.form}
        onChange={(value) => onChange({ form: value })}
      />
      {form.form === 'raw' ? (
        <ByteField
          label={t('raw')}
          hint={t('rawHint')}
          placeholder={RAW_PLACEHOLDER}
          source={form.raw}
          onChange={(raw) => onChange({ raw })}
        />
      ) : (
        <>
          <LineField
            label={t('url')}
            hint={t('urlHint')}
            isOptional
            value={form.url}
            onChange={(url) => onChange({ url })}
          />
          <AreaField
            label={t('headers')}
            hint={t('headersHint')}
            isOptional
            value={form.headers}
            onChange={(headers) => onChange({ headers })}
          />
          <ByteField
            label={t('bodyLabel')}
            hint={t('bodyHint')}
            source={form.body}
            onChange={(body) => onChange({ body })}
          />
        </>
      )}
    </div>
  );
}
