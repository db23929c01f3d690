'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Declaration } from '@/lib/connection-tests/connection-record';
import { DECLARATION_LIMITS, PROVISIONING_INFO } from '@/lib/connection-tests/rules/declaration';
import { BILLING_MODES } from '@/lib/connection-tests/rules/required-cases';
import { RadioGroup } from '../../../../components/radio-group';
import { Select } from '../../../../components/select';
import { TextField } from '../../../../components/text-field';
import { CheckboxGroup } from './checkbox-group';
import { ParameterRows } from './parameter-rows';

type DeclarationFieldsProps = { declaration: Declaration | null; keyHint: ReactNode; urlVerdict: ReactNode };

/** The controls of the declaration; the ids are what the list of blockers links to. */
export function DeclarationFields({ declaration, keyHint, urlVerdict }: DeclarationFieldsProps) {
  const t = useTranslations('connection.declaration');
  return (
    <>
      <p className="text-13 text-muted">{t('protocol')}</p>
      <RadioGroup
        name="productKind"
        label={t('fields.productKind')}
        defaultValue={declaration?.productKind ?? 'COMMON'}
        options={(['COMMON', 'JOINT_OPERATIONS'] as const).map((value) => ({
          value,
          label: t(`productKinds.${value}.label`),
          hint: t(`productKinds.${value}.hint`),
        }))}
      />
      <div id="billingModes">
        <CheckboxGroup
          name="billingModes"
          label={t('fields.billingModes')}
          hint={t('billingModesHint')}
          chosen={declaration?.billingModes ?? []}
          options={BILLING_MODES.map((value) => ({ value, label: t(`billingModes.${value}`) }))}
        />
      </div>
      <div id="productionUrl" className="flex flex-col gap-2">
        <TextField
          name="productionUrl"
          label={t('fields.productionUrl')}
          hint={t('productionUrlHint')}
          type="url"
          inputMode="url"
          defaultValue={declaration?.productionUrl}
          maxLength={DECLARATION_LIMITS.productionUrl}
          autoComplete="off"
          spellCheck={false}
          isMono
        />
        {urlVerdict}
      </div>
      <div id="accessKey">
        <TextField
          name="accessKey"
          type="password"
          label={t('fields.accessKey')}
          hint={keyHint}
          maxLength={DECLARATION_LIMITS.accessKey}
          autoComplete="new-password"
          isMono
        />
      </div>
      <ParameterRows parameters={declaration?.extensionParameters ?? []} />
      <CheckboxGroup
        name="provisioningInfo"
        label={t('fields.provisioningInfo')}
        hint={t('provisioningInfoHint')}
        chosen={declaration?.provisioningInfo ?? []}
        options={PROVISIONING_INFO.map((value) => ({ value, label: t(`provisioningInfo.${value}`) }))}
      />
      <Select
        name="encryptionAlgorithm"
        label={t('fields.encryptionAlgorithm')}
        hint={t('encryptionAlgorithmHint')}
        defaultValue={declaration?.encryptionAlgorithm ?? 'AES256'}
        options={(['AES256', 'AES128'] as const).map((value) => ({ value, label: t(`encryption.${value}`) }))}
      />
    </>
  );
}
