'use client';

import { Tag } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { Checkbox } from '@/app/components/checkbox';
import { Notice } from '@/app/components/notice';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { TextField } from '@/app/components/text-field';
import { PRODUCT_NAME_LENGTH, PRODUCT_NOTE_LENGTH } from '@/lib/core/policy';
import { algorithmName } from '@/lib/products/rules/algorithm-name';
import { ENCRYPTION_CHOICES, type EncryptionChoice } from '@/lib/products/schemas';
import { type ReleaseAnswer, releaseProductAction } from './actions';
import { BlockerList } from './blocker-list';

type ReleaseFormProps = {
  assetId: string;
  name: string;
  productionUrl: string;
  /** With which the interfaces were tested. */
  debuggedAlgorithm: EncryptionChoice | null;
};

/** Releases the asset; the algorithm shows once the user authorization is required, as on KooGallery. */
export function ReleaseForm({ assetId, name, productionUrl, debuggedAlgorithm }: ReleaseFormProps) {
  const t = useTranslations('products.release');
  const [isRequired, setRequired] = useState(false);
  const [refused, setRefused] = useState<ReleaseAnswer['blockers']>([]);

  async function release(previous: ActionResult<ReleaseAnswer> | null, form: FormData) {
    const result = await releaseProductAction(previous, form);
    setRefused(result.ok ? result.value.blockers : []);
    return result;
  }

  return (
    <ActionForm
      kind="act"
      action={release}
      labels={{ name: t('name'), note: t('note'), encryptionAlgorithm: t('algorithm') }}
    >
      <input type="hidden" name="assetId" value={assetId} />
      {refused.length > 0 && (
        <div role="alert" className="rounded-8 border border-line">
          <p className="px-4 pt-3 font-medium">{t('refused', { count: refused.length })}</p>
          <BlockerList blockers={refused} />
        </div>
      )}
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        defaultValue={name}
        maxLength={PRODUCT_NAME_LENGTH}
        autoComplete="off"
        required
      />
      <TextArea
        name="note"
        label={t('note')}
        hint={t('noteHint')}
        maxLength={PRODUCT_NOTE_LENGTH}
        rows={5}
        isOptional
      />
      <div className="flex flex-col gap-1">
        <p className="font-medium">{t('url')}</p>
        <p className="font-mono text-13 wrap-anywhere">{productionUrl}</p>
        <p className="text-13 text-muted">{t('urlHint')}</p>
      </div>
      <Checkbox
        name="isAuthorizationRequired"
        label={t('authorization')}
        hint={t('authorizationHint')}
        onChange={(event) => setRequired(event.target.checked)}
      />
      {isRequired && <AlgorithmField debuggedAlgorithm={debuggedAlgorithm} />}
      <p className="max-w-reading text-muted">{t('frozen')}</p>
      <div>
        <SubmitButton icon={Tag}>{t('label')}</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** The default is KooGallery's, whatever the interfaces were tested with: then that is said. */
function AlgorithmField({ debuggedAlgorithm }: Pick<ReleaseFormProps, 'debuggedAlgorithm'>) {
  const t = useTranslations('products.release');
  const [chosen, setChosen] = useState<string>(ENCRYPTION_CHOICES[0]);
  return (
    <>
      <Select
        name="encryptionAlgorithm"
        label={t('algorithm')}
        hint={t('algorithmHint', { algorithm: algorithmName(ENCRYPTION_CHOICES[0]) })}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        options={ENCRYPTION_CHOICES.map((value) => ({ value, label: algorithmName(value) }))}
      />
      {debuggedAlgorithm !== null && debuggedAlgorithm !== chosen && (
        <Notice tone="attention" title={t('debugged', { algorithm: algorithmName(debuggedAlgorithm) })} />
      )}
    </>
  );
}
