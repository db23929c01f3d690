'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { RadioGroup } from '@/app/components/radio-group';
import { Select } from '@/app/components/select';
import { TextField } from '@/app/components/text-field';
import type { Declaration } from '@/lib/connection-tests/connection-record';
import { DECLARATION_LIMITS, PROVISIONING_INFO } from '@/lib/connection-tests/rules/declaration';
import { BILLING_MODES } from '@/lib/koogallery/required-cases';
import { CheckboxGroup } from './checkbox-group';
import { KeyFields, type KeyHints } from './key-fields';
import { ParameterRows } from './parameter-rows';

type DeclarationFieldsProps = {
  declaration: Declaration | null;
  keyHints: KeyHints;
  urlResult: ReactNode;
  /** A row of parameters came or went, which the form itself does not tell. */
  onRowsChange: () => void;
};

/** The controls of the declaration; the ids are what the list of blockers links to. */
export function DeclarationFields({
  declaration,
  keyHints,
  urlResult,
  onRowsChange,
}: DeclarationFieldsProps) {
  const t = useTranslations('connection.declaration');
  const [protocol, setProtocol] = useState<string>(declaration?.protocol ?? 'V2');
  const [productKind, setProductKind] = useState<string>(declaration?.productKind ?? 'COMMON');
  return (
    <>
      <RadioGroup
        name="protocol"
        label={t('fields.protocol')}
        defaultValue={protocol}
        onChange={setProtocol}
        options={(['V2', 'V1'] as const).map((value) => ({
          value,
          label: t(`protocols.${value}.label`),
          hint: t(`protocols.${value}.hint`),
        }))}
      />
      <RadioGroup
        name="productKind"
        label={t('fields.productKind')}
        defaultValue={productKind}
        onChange={setProductKind}
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
      <ProductionUrlField productionUrl={declaration?.productionUrl} urlResult={urlResult} />
      <KeyFields declaration={declaration} hints={keyHints} isKitShown={productKind === 'JOINT_OPERATIONS'} />
      <ParameterRows parameters={declaration?.extensionParameters ?? []} onRowsChange={onRowsChange} />
      <ProvisioningFields declaration={declaration} isV1={protocol === 'V1'} />
    </>
  );
}

type ProductionUrlFieldProps = { productionUrl: string | undefined; urlResult: ReactNode };

function ProductionUrlField({ productionUrl, urlResult }: ProductionUrlFieldProps) {
  const t = useTranslations('connection.declaration');
  return (
    <div id="productionUrl" className="flex flex-col gap-2">
      <TextField
        name="productionUrl"
        label={t('fields.productionUrl')}
        hint={t('productionUrlHint')}
        type="url"
        inputMode="url"
        defaultValue={productionUrl}
        maxLength={DECLARATION_LIMITS.productionUrl}
        autoComplete="off"
        spellCheck={false}
        isMono
      />
      {urlResult}
    </div>
  );
}

type ProvisioningFieldsProps = { declaration: Declaration | null; isV1: boolean };

/** What the interface is told beside the order, and how its secrets are encrypted. */
function ProvisioningFields({ declaration, isV1 }: ProvisioningFieldsProps) {
  const t = useTranslations('connection.declaration');
  return (
    <>
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
        hint={t(isV1 ? 'encryptionHintV1' : 'encryptionHintV2')}
        defaultValue={declaration?.encryptionAlgorithm ?? 'AES256'}
        options={(['AES256', 'AES128'] as const).map((value) => ({ value, label: t(`encryption.${value}`) }))}
      />
    </>
  );
}
