'use client';

import { Upload } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { DropField } from '@/app/components/drop-field';
import { SubmitButton } from '@/app/components/submit-button';
import { appealPath } from '@/app/paths';
import { sendForm } from '@/app/send-form';

type Attached = { fileName: string };

type EvidenceUploadProps = {
  submissionId: string;
  /** Names of the files that are attached now. */
  fileNames: readonly string[];
};

/** Attaches one evidence file at a time. */
export function EvidenceUpload({ submissionId, fileNames }: EvidenceUploadProps) {
  const t = useTranslations('appeals.files');
  const router = useRouter();
  const [attached, setAttached] = useState<string[]>([]);

  const newest = attached.at(-1);

  async function send(_previous: ActionResult<Attached> | null, form: FormData) {
    const url = `${appealPath(submissionId)}/evidence`;
    const result = await sendForm<Attached>(url, form, t('unreachable'));
    if (!result.ok) return result;
    setAttached([...attached, result.value.fileName]);
    router.refresh();
    return result;
  }

  return (
    <div className="flex flex-col gap-2">
      {/* A new form for each file: the chosen one is gone once it is attached. */}
      <ActionForm key={attached.length} action={send} className="gap-3">
        <DropField
          name="file"
          label={t('file')}
          hint={t('fileHint')}
          accept=".png,.jpg,.jpeg,.pdf,.txt,.log"
        />
        <div>
          <SubmitButton look="secondary" icon={Upload}>
            {t('attach')}
          </SubmitButton>
        </div>
      </ActionForm>
      <p role="status" className="text-13 text-success empty:sr-only">
        {newest !== undefined && fileNames.includes(newest) && t('attached', { name: newest })}
      </p>
    </div>
  );
}
