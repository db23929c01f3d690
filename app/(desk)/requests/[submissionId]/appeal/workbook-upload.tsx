'use client';

import { FileSpreadsheet } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { FileField } from '@/app/components/file-field';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { appealPath } from '@/app/paths';
import { sendForm } from '@/app/send-form';
import type { WorkbookPreview } from '@/lib/appeals/preview-workbook';
import type { WorkbookResponse } from './workbook/route';
import { WorkbookDiff } from './workbook-diff';

const ACCEPTED = '.xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Chooses the filled-in workbook, shows what it would change, and saves exactly that on a second press. */
export function WorkbookUpload({ submissionId }: { submissionId: string }) {
  const t = useTranslations('appeals.workbook');
  const router = useRouter();
  const [preview, setPreview] = useState<WorkbookPreview | null>(null);
  const [saved, setSaved] = useState<number | null>(null);
  const [round, setRound] = useState(0);

  async function send(_previous: ActionResult<WorkbookResponse> | null, form: FormData) {
    const url = `${appealPath(submissionId)}/workbook`;
    const result = await sendForm<WorkbookResponse>(url, form, t('unreachable'));
    if (!result.ok) return result;
    if ('preview' in result.value) {
      setPreview(result.value.preview);
      setSaved(null);
      return result;
    }
    setPreview(null);
    setSaved(result.value.changed);
    setRound((count) => count + 1);
    router.refresh();
    return result;
  }

  return (
    <div className="flex flex-col gap-4">
      <ActionForm kind="act" key={round} action={send} className="gap-4">
        <FileField
          name="file"
          label={t('file')}
          hint={t('fileHint')}
          accept={ACCEPTED}
          onChange={() => {
            setPreview(null);
            setSaved(null);
          }}
        />
        {preview && <WorkbookDiff key={preview.ok ? preview.sha256 : preview.reason} preview={preview} />}
        {preview?.ok ? (
          <div className="flex flex-wrap gap-2">
            <input type="hidden" name="sha256" value={preview.sha256} />
            <input type="hidden" name="basis" value={preview.basis} />
            <SubmitButton name="intent" value="apply">
              {t('apply', { count: preview.counts.added + preview.counts.replaced })}
            </SubmitButton>
          </div>
        ) : (
          <div>
            <SubmitButton name="intent" value="preview" look="secondary" icon={FileSpreadsheet}>
              {t('preview')}
            </SubmitButton>
          </div>
        )}
      </ActionForm>
      <div role="status" className="empty:hidden">
        {saved !== null && <Notice tone="success" title={t('saved', { count: saved })} />}
      </div>
    </div>
  );
}
