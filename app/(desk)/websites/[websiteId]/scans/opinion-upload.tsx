'use client';

import { FileUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { FileField } from '@/app/components/file-field';
import { SubmitButton } from '@/app/components/submit-button';
import { websitePath } from '@/app/paths';
import { sendForm } from '@/app/send-form';

type Imported = { opinionId: string };

/** Imports the report of another scanner, one at a time. */
export function OpinionUpload({ websiteId }: { websiteId: string }) {
  const t = useTranslations('opinions');
  const router = useRouter();
  const [imported, setImported] = useState(0);

  async function send(_previous: ActionResult<Imported> | null, form: FormData) {
    const result = await sendForm<Imported>(`${websitePath(websiteId)}/opinions`, form, t('unreachable'));
    if (!result.ok) return result;
    setImported(imported + 1);
    router.refresh();
    return result;
  }

  return (
    <div className="flex flex-col gap-2">
      {/* A new form for each file: the chosen one is gone once it is imported. */}
      <ActionForm kind="act" key={imported} action={send} labels={{ file: t('file') }} className="gap-3">
        <FileField
          name="file"
          label={t('file')}
          hint={t('fileHint')}
          accept=".json,.sarif,application/json"
        />
        <div>
          <SubmitButton look="secondary" icon={FileUp}>
            {t('import')}
          </SubmitButton>
        </div>
      </ActionForm>
      <p role="status" className="text-13 text-success empty:sr-only">
        {imported > 0 && t('imported')}
      </p>
    </div>
  );
}
