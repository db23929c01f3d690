'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, startTransition, useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type ActionResult, isConflictData } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { ConflictView } from '@/app/components/conflict-view';
import { LinkButton } from '@/app/components/link-button';
import { SubmitButton } from '@/app/components/submit-button';
import { useListText } from '@/app/components/use-list-text';
import type { Declaration } from '@/lib/connection-tests/connection-record';
import type { CaseState } from '@/lib/connection-tests/rules/case-state';
import type { EditEffects } from '@/lib/connection-tests/rules/edit-effects';
import type { ConflictData } from '@/lib/core/edit-conflict';
import { textOr } from '@/lib/i18n/text-or';
import { saveDeclarationAction } from './actions';
import { DeclarationFields } from './declaration-fields';
import { EditEffectsNotice } from './edit-effects-notice';
import type { KeyHints } from './key-fields';
import { predictEffects } from './predict-effects';

type DeclarationFormProps = {
  assetId: string;
  declaration: Declaration | null;
  /** The page with the form folded. */
  here: Route;
  keyHints: KeyHints;
  urlResult: ReactNode;
  /** How the cases stand now, by activity: an edit says which of them it reopens. */
  states: readonly (readonly [string, CaseState])[];
};

const CONFLICT_FIELDS = [
  'protocol',
  'productKind',
  'billingModes',
  'productionUrl',
  'accessKey',
  'kitAccessKey',
  'kitPublicKey',
  'extensionParameters',
  'provisioningInfo',
  'encryptionAlgorithm',
] as const;

/** Where the words of a field's codes stand. */
const WORDS: Readonly<Record<string, string>> = {
  protocol: 'protocols',
  productKind: 'productKinds',
  billingModes: 'billingModes',
  provisioningInfo: 'provisioningInfo',
  encryptionAlgorithm: 'encryption',
};

type Result = ActionResult<{ version: number }>;

/**
 * The declaration. The page is drawn again while tests run, so the fields keep the version that they began with until
 * this form was saved, or until the stored values were chosen in a conflict. Lists are shown by several controls, which
 * the general conflict view cannot set: this form settles conflicts itself.
 */
export function DeclarationForm(props: DeclarationFormProps) {
  const { assetId, declaration, here, keyHints, urlResult } = props;
  const t = useTranslations('connection.declaration');
  const { base, conflict, effects, marker, ...edit } = useDeclarationEdit(props);
  const version = base?.version ?? 0;
  return (
    <ActionForm key={edit.round} action={edit.save} hasSavedNote>
      <input type="hidden" name="assetId" value={assetId} />
      <input ref={marker} type="hidden" name="version" value={Math.max(version, edit.settledVersion)} />
      {conflict && (
        <DeclarationConflict
          conflict={conflict}
          onKeepMine={() => edit.keepMine(conflict)}
          onTakeTheirs={() => edit.takeTheirs(conflict)}
        />
      )}
      <div onChange={edit.readEffects} className="flex flex-col gap-5">
        <DeclarationFields
          key={version}
          declaration={base}
          keyHints={keyHints}
          urlResult={urlResult}
          onRowsChange={edit.readEffects}
        />
      </div>
      <EditEffectsNotice effects={effects} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{t('save')}</SubmitButton>
        {declaration && <LinkButton href={here}>{t('cancel')}</LinkButton>}
      </div>
    </ActionForm>
  );
}

/** `marker` stands for its form. */
function useDeclarationEdit({ declaration, here, states }: DeclarationFormProps) {
  const router = useRouter();
  const marker = useRef<HTMLInputElement>(null);
  const [base, setBase] = useState(declaration);
  const [adopted, setAdopted] = useState(declaration?.version ?? 0);
  const [conflict, setConflict] = useState<ConflictData | null>(null);
  const [settledVersion, setSettledVersion] = useState(0);
  const [round, setRound] = useState(0);
  const [effects, setEffects] = useState<EditEffects | null>(null);
  if (declaration && declaration.version >= adopted && (base?.version ?? 0) < adopted) setBase(declaration);

  async function save(previous: Result | null, form: FormData): Promise<Result> {
    const result = await saveDeclarationAction(previous, form);
    if (result.ok) {
      setConflict(null);
      setEffects(null);
      setAdopted(result.value.version);
      router.replace(here, { scroll: false });
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

  const readEffects = useCallback(() => {
    const form = marker.current?.form;
    if (form) setEffects(predictEffects(new FormData(form), base, states));
  }, [base, states]);

  return {
    ...{ base, conflict, effects, marker, round, settledVersion },
    ...{ save, keepMine, takeTheirs, readEffects },
  };
}

type DeclarationConflictProps = {
  conflict: ConflictData;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

function DeclarationConflict({ conflict, ...choices }: DeclarationConflictProps) {
  const t = useTranslations('connection.declaration');
  const list = useListText();

  /** A stored code, or a list of them, in the words of its control. */
  function inWords(field: string, value: string): string {
    const group = WORDS[field];
    if (group === undefined || value === '') return value;
    const part = field === 'productKind' || field === 'protocol' ? '.label' : '';
    return list(value.split(', ').map((code) => textOr(t, `${group}.${code}${part}`, code)));
  }

  const fields = conflict.fields.map(({ field, yours, theirs }) => ({
    field,
    yours: inWords(field, yours),
    theirs: inWords(field, theirs),
  }));
  const labels = Object.fromEntries(CONFLICT_FIELDS.map((field) => [field, t(`fields.${field}`)]));
  return <ConflictView conflict={{ ...conflict, fields }} labels={labels} {...choices} />;
}
