'use client';

import { useTranslations } from 'next-intl';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { Button } from '@/app/components/button';
import { Dialog } from '@/app/components/dialog';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import type { BulkPreview } from '@/lib/bulk/preview-bulk';
import type { BulkKind } from '@/lib/bulk/rules/bulk-plan';
import { BULK_ROWS_AT_ONCE } from '@/lib/core/policy';
import { startBulkAction } from './actions';

type BulkDialogProps = {
  kind: BulkKind;
  /** The choice, as the action reads it. */
  fields: readonly [name: string, value: string][];
  /** What the act would do; null while it is counted. */
  result: ActionResult<BulkPreview> | null;
  /** How many scans run at once. */
  scans: number;
  onClose: () => void;
};

/** What an act for many rows would do, group by group, before it is done. */
export function BulkDialog({ kind, fields, result, scans, onClose }: BulkDialogProps) {
  const t = useTranslations('bulk.dialog');
  const preview = result?.ok ? result.value : null;
  return (
    <Dialog isOpen onClose={onClose} title={t(`${kind}.title`)}>
      <div className="flex flex-col gap-5">
        <div role="status" className="flex flex-col gap-3">
          {result === null && <p className="text-muted">{t('counting')}</p>}
          {result?.ok === false && <Notice tone="attention" title={result.error.message} />}
          {preview && <Counts kind={kind} preview={preview} />}
        </div>
        {preview && preview.willDo > 0 && (
          <ActionForm kind="act" action={startBulkAction}>
            {[...fields, ['key', preview.key], ['willDo', String(preview.willDo)]].map(([name, value]) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            <div className="flex max-w-reading flex-col gap-2 text-13 text-muted">
              <p>{t(`${kind}.how`, { scans })}</p>
              {preview.willDo > BULK_ROWS_AT_ONCE && <p>{t('background')}</p>}
            </div>
            <div className="flex flex-wrap justify-end gap-2">
              <Button onClick={onClose}>{t('cancel')}</Button>
              <SubmitButton look={kind === 'DELETE_DRAFTS' ? 'danger' : 'primary'}>
                {t(`${kind}.confirm`, { count: preview.willDo })}
              </SubmitButton>
            </div>
          </ActionForm>
        )}
      </div>
    </Dialog>
  );
}

function Counts({ kind, preview }: { kind: BulkKind; preview: BulkPreview }) {
  const t = useTranslations('bulk.dialog');
  const groups = useTranslations('bulk.group');
  return (
    <>
      <p>{t('assets', { count: preview.assets })}</p>
      <p className="font-medium">{t(`${kind}.willDo`, { count: preview.willDo, rows: preview.rows })}</p>
      {preview.groups.length > 0 && (
        <>
          <h3 className="text-13 font-medium text-muted">{t('groups')}</h3>
          <ul className="list-disc pl-5">
            {preview.groups.map(({ reason, count }) => (
              <li key={reason}>{groups(reason, { count })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
