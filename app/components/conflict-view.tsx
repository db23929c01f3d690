'use client';

import { useTranslations } from 'next-intl';
import type { ConflictData } from '@/lib/core/edit-conflict';
import { Button } from './button';

type ConflictViewProps = {
  conflict: ConflictData;
  /** Names of the fields, by control name. */
  labels: Record<string, string>;
  /** What a value is called, where it is a code. */
  sayValue?: (field: string, value: string) => string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

function writeTitle(
  { isYou, changedBy }: ConflictData,
  t: ReturnType<typeof useTranslations<'common.conflict'>>,
) {
  if (isYou) return t('titleYou');
  return changedBy === null ? t('title') : t('titleBy', { name: changedBy });
}

/** Two people edited the same thing, or one in two windows: each value twice, and the choice. Nothing has been saved yet. */
export function ConflictView({
  conflict,
  labels,
  sayValue = (_field, value) => value,
  onKeepMine,
  onTakeTheirs,
}: ConflictViewProps) {
  const t = useTranslations('common.conflict');
  return (
    <div className="rounded-8 border border-line bg-raised">
      <table className="data-table">
        <caption className="px-4 pt-3 pb-2 text-left font-medium">{writeTitle(conflict, t)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('yours')}</th>
            <th scope="col">{t('theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {conflict.fields.map(({ field, yours, theirs }) => (
            <tr key={field}>
              <th scope="row">{labels[field] ?? field}</th>
              <td data-label={t('yours')} className="wrap-anywhere whitespace-pre-wrap">
                {yours === '' ? t('empty') : sayValue(field, yours)}
              </td>
              <td data-label={t('theirs')} className="wrap-anywhere whitespace-pre-wrap">
                {theirs === '' ? t('empty') : sayValue(field, theirs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
        <Button look="primary" onClick={onKeepMine}>
          {t('keepMine')}
        </Button>
        <Button onClick={onTakeTheirs}>{t('takeTheirs')}</Button>
      </div>
    </div>
  );
}
