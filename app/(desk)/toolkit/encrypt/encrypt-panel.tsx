import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { KeyField } from '@/app/(desk)/toolkit/key-field';
import type { ToolProps } from '@/app/(desk)/toolkit/tool-props';
import { Card } from '@/app/components/card';
import { Field } from '@/app/components/field';
import { SelectBox } from '@/app/components/select-box';
import type { EncryptType } from '@/lib/signing/encryption';
import { DecryptCard } from './decrypt-card';
import { EncryptCard } from './encrypt-card';

/** The sensitive fields of V1.0, both ways, with the length that counts. */
export function EncryptPanel({ accessKey, onAccessKey }: ToolProps) {
  const t = useTranslations('toolkit.encrypt');
  const typeId = useId();
  const [encryptType, setEncryptType] = useState<EncryptType>('1');
  return (
    <div className="flex flex-col gap-6">
      <Card title={t('title')}>
        <p className="max-w-reading text-muted">{t('lead')}</p>
        <div className="mt-4 grid items-start gap-x-8 gap-y-5 md:grid-cols-2">
          <KeyField label={t('key')} hint={t('keyHint')} value={accessKey} onChange={onAccessKey} />
          <Field id={typeId} label={t('type')} hint={t('typeHint')}>
            <SelectBox
              id={typeId}
              autoComplete="off"
              aria-describedby={`${typeId}-hint`}
              value={encryptType}
              onChange={(event) => setEncryptType(event.target.value === '2' ? '2' : '1')}
              options={(['1', '2'] as const).map((value) => ({ value, label: t(`types.${value}`) }))}
            />
          </Field>
        </div>
      </Card>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <EncryptCard accessKey={accessKey} encryptType={encryptType} />
        <DecryptCard accessKey={accessKey} encryptType={encryptType} />
      </div>
    </div>
  );
}
