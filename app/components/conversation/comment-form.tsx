'use client';

import { Send } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { DropField } from '@/app/components/drop-field';
import { Folded } from '@/app/components/folded';
import { forgetDraft } from '@/app/components/kept-draft';
import { KeptTexts } from '@/app/components/kept-texts';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import { TextArea } from '@/app/components/text-area';
import { sendForm } from '@/app/send-form';
import type { CommentSide } from '@/lib/appeals/appeal-record';
import { COMMENT_MAXIMUM } from '@/lib/appeals/rules/conversation';
import type { GlossaryTerm } from '@/lib/i18n/glossary';
import { LOCALE_NAMES, LOCALES } from '@/lib/i18n/locales';
import { GlossaryPicker } from './glossary-picker';

type CommentFormProps = {
  findingId: string | null;
  side: CommentSide;
  /** A question waits: what the seller writes is the reply. */
  isWaiting: boolean;
  postTo: string;
  /** Under which this browser keeps what is not sent yet. */
  draftKey: string;
  terms: readonly GlossaryTerm[];
};

/** Writes a comment: its text, the same in the other language if the writer has it, and a file. */
export function CommentForm({ findingId, side, isWaiting, postTo, draftKey, terms }: CommentFormProps) {
  const t = useTranslations('conversation.form');
  const router = useRouter();
  const [posted, setPosted] = useState(0);
  const kind = side === 'REVIEWER' ? 'question' : isWaiting ? 'reply' : 'plain';

  async function send(_previous: ActionResult<object> | null, form: FormData) {
    const result = await sendForm<object>(postTo, form, t('unreachable'));
    if (!result.ok) return result;
    forgetDraft(draftKey);
    setPosted((count) => count + 1);
    router.refresh();
    return result;
  }

  return (
    <>
      {/* A new form for each comment: what was sent is above it now. */}
      <KeptTexts key={posted} draftKey={draftKey} version={0}>
        <ActionForm kind="act" action={send} className="gap-3">
          <input type="hidden" name="findingId" value={findingId ?? ''} />
          <TextArea
            name="text"
            label={t(`text.${kind}`)}
            hint={t('textHint')}
            maxLength={COMMENT_MAXIMUM}
            rows={3}
          />
          <LanguageFields terms={terms} />
          <DropField
            name="file"
            label={t('file')}
            hint={t('fileHint')}
            accept=".png,.jpg,.jpeg,.pdf,.txt,.log"
          />
          <div className="flex flex-wrap gap-2">
            {kind === 'question' && (
              <SubmitButton name="intent" value="question" look="secondary">
                {t('ask')}
              </SubmitButton>
            )}
            <SubmitButton look="secondary" icon={Send}>
              {t(kind === 'reply' ? 'reply' : 'post')}
            </SubmitButton>
          </div>
          {kind === 'question' && <p className="text-13 text-muted">{t('askHint')}</p>}
        </ActionForm>
      </KeptTexts>
      <p role="status" className="text-13 text-success empty:sr-only">
        {posted > 0 && t('posted')}
      </p>
    </>
  );
}

/** The language of the text, the same in the other one, and the fixed words of both; folded, because few need them. */
function LanguageFields({ terms }: Pick<CommentFormProps, 'terms'>) {
  const t = useTranslations('conversation.form');
  const locale = useLocale();
  return (
    <Folded summary={t('languages')}>
      <div className="flex flex-col gap-3 text-13">
        <Select
          name="language"
          label={t('language')}
          defaultValue={locale}
          options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
        />
        <TextArea name="otherText" label={t('otherText')} isOptional maxLength={COMMENT_MAXIMUM} rows={2} />
        <GlossaryPicker terms={terms} />
      </div>
    </Folded>
  );
}
