'use client';

import { useTranslations } from 'next-intl';
import { saveNoteAction } from '@/app/(desk)/products/actions';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { PRODUCT_NOTE_LENGTH } from '@/lib/core/policy';

type NoteFormProps = { productId: string; version: number; note: string };

/** The specification note, which may change while the product is on sale. */
export function NoteForm({ productId, version, note }: NoteFormProps) {
  const t = useTranslations('products');
  return (
    <ActionForm action={saveNoteAction} version={version} labels={{ note: t('details.note') }} hasSavedNote>
      <input type="hidden" name="productId" value={productId} />
      <TextArea
        name="note"
        label={t('details.note')}
        hint={t('release.noteHint')}
        defaultValue={note}
        maxLength={PRODUCT_NOTE_LENGTH}
        rows={5}
        isOptional
      />
      <div>
        <SubmitButton look="secondary">{t('details.saveNote')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
