'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, startTransition, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Declaration } from '@/lib/connection-tests/connection-record';
import { type ActionResult, type ConflictData, isConflictData } from '../../../../action-result';
import { ActionForm } from '../../../../components/action-form';
import { ConflictView } from '../../../../components/conflict-view';
import { SubmitButton } from '../../../../components/submit-button';
import { UnusableButton } from '../../../../components/unusable-button';
import { saveDeclarationAction } from './actions';
import { DeclarationFields } from './declaration-fields';

type DeclarationFormProps = {
  assetId: string;
  declaration: Declaration | null;
  /** Why nothing can be saved now, as a sentence. */
  obstacle: string | null;
  keyHint: ReactNode;
  urlVerdict: ReactNode;
};

const CONFLICT_FIELDS = [
  'productKind',
  'billingModes',
  'productionUrl',
  'accessKey',
  'extensionParameters',
  'provisioningInfo',
  'encryptionAlgorithm',
] as const;

/** Where the words of a field's codes stand. */
const WORDS: Readonly<Record<string, string>> = {
  productKind: 'productKinds',
  billingModes: 'billingModes',
  provisioningInfo: 'provisioningInfo',
  encryptionAlgorithm: 'encryption',
};

type Result = ActionResult<{ version: number }>;

/**
 * The declaration. The page is drawn anew while tests run, so the fields keep the version that they began with until
 * this form was saved, or until the stored values were chosen in a conflict. Lists are shown by several controls, which
 * the general conflict view cannot set: this form settles conflicts itself.
 */
export function DeclarationForm({
  assetId,
  declaration,
  obstacle,
  keyHint,
  urlVerdict,
}: DeclarationFormProps) {
  const t = useTranslations('connection.declaration');
  const router = useRouter();
  const marker = useRef<HTMLInputElement>(null);
  const [base, setBase] = useState(declaration);
  const [adopted, setAdopted] = useState(declaration?.version ?? 0);
  const [conflict, setConflict] = useState<ConflictData | null>(null);
  const [settledVersion, setSettledVersion] = useState(0);
  const [round, setRound] = useState(0);
  const version = base?.version ?? 0;
  if (declaration && declaration.version >= adopted && version < adopted) setBase(declaration);

  async function save(previous: Result | null, form: FormData): Promise<Result> {
    const result = await saveDeclarationAction(previous, form);
    if (result.ok) {
      setConflict(null);
      setAdopted(result.value.version);
      return result;
    }
    const { data, ...error } = result.error;
    setConflict(isConflictData(data) ? data : null);
    return { ok: false, error };
  }

  function keepMine({ version: stored }: ConflictData) {
    flushSync(() => {
      setSettledVersion(stored);
      setConflict(null);
    });
    marker.current?.form?.requestSubmit();
  }

  function takeTheirs({ version: stored }: ConflictData) {
    setConflict(null);
    setAdopted(stored);
    setRound(round + 1);
    startTransition(() => router.refresh());
  }

  /** A stored code, or a list of them, in the words of its control. */
  function inWords(field: string, value: string): string {
    const group = WORDS[field];
    if (group === undefined || value === '') return value;
    return value
      .split(', ')
      .map((code) => t(`${group}.${code}${field === 'productKind' ? '.label' : ''}`))
      .join(', ');
  }

  const labels = Object.fromEntries(CONFLICT_FIELDS.map((field) => [field, t(`fields.${field}`)]));
  return (
    <ActionForm key={round} action={save} hasSavedNote>
      <input type="hidden" name="assetId" value={assetId} />
      <input type="hidden" name="protocol" value="V2" />
      <input ref={marker} type="hidden" name="version" value={Math.max(version, settledVersion)} />
      {conflict && (
        <ConflictView
          conflict={{
            ...conflict,
            fields: conflict.fields.map(({ field, yours, theirs }) => ({
              field,
              yours: inWords(field, yours),
              theirs: inWords(field, theirs),
            })),
          }}
          labels={labels}
          onKeepMine={() => keepMine(conflict)}
          onTakeTheirs={() => takeTheirs(conflict)}
        />
      )}
      <DeclarationFields key={version} declaration={base} keyHint={keyHint} urlVerdict={urlVerdict} />
      {obstacle === null ? (
        <div>
          <SubmitButton>{t('save')}</SubmitButton>
        </div>
      ) : (
        <UnusableButton look="primary" reason={obstacle}>
          {t('save')}
        </UnusableButton>
      )}
    </ActionForm>
  );
}
