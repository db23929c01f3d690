'use client';

import { RotateCw, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useActionState, useState } from 'react';
import { Button } from '@/app/components/button';
import type { BulkKind } from '@/lib/bulk/rules/bulk-plan';
import { previewBulkAction } from './actions';
import { BulkDialog } from './bulk-dialog';
import { type ListSelection, NOTHING_CHOSEN, selectionForm } from './selection';

/** What the list lets its reader do with many rows. @property filter what it is narrowed to, by name */
export type BulkChoice = { total: number; filter: Record<string, string>; scans: number };

type AssetBulkBarProps = {
  choice: BulkChoice;
  /** The rows of this page. */
  shown: readonly string[];
  selection: ListSelection;
  select: (selection: ListSelection) => void;
};

const ICONS = { RESCAN: RotateCw, DELETE_DRAFTS: Trash2 };

/** How many rows are chosen, and what can be done with them. Each act first says what it would do. */
export function AssetBulkBar({ choice, shown, selection, select }: AssetBulkBarProps) {
  const t = useTranslations('bulk.bar');
  const [asked, setAsked] = useState<BulkKind | null>(null);
  const [preview, ask, isCounting] = useActionState(previewBulkAction, null);
  const count = selection.isAll ? choice.total : selection.ids.size;
  const fields = (kind: BulkKind) => selectionForm(kind, selection, choice.filter);
  const open = (kind: BulkKind) => {
    const form = new FormData();
    for (const [name, value] of fields(kind)) form.append(name, value);
    setAsked(kind);
    startTransition(() => ask(form));
  };
  return (
    <fieldset
      aria-label={t('label')}
      className="sticky bottom-3 z-10 mt-3 flex flex-wrap items-center gap-2 rounded-8 border border-line bg-raised px-4 py-2.5"
    >
      <p role="status" className="mr-auto text-13 text-muted tabular-nums">
        {count === 0 ? t('none') : t('count', { count })}
      </p>
      {count > 0 &&
        (['RESCAN', 'DELETE_DRAFTS'] as const).map((kind) => (
          <Button key={kind} size="sm" icon={ICONS[kind]} aria-haspopup="dialog" onClick={() => open(kind)}>
            {t(kind)}
          </Button>
        ))}
      {selection.ids.size < shown.length && !selection.isAll && (
        <Button size="sm" look="quiet" onClick={() => select({ ids: new Set(shown), isAll: false })}>
          {t('page')}
        </Button>
      )}
      {choice.total > shown.length && !selection.isAll && (
        <Button size="sm" look="quiet" onClick={() => select({ ids: new Set(), isAll: true })}>
          {t('all', { total: choice.total })}
        </Button>
      )}
      {count > 0 && (
        <Button size="sm" look="quiet" icon={X} onClick={() => select(NOTHING_CHOSEN)}>
          {t('clear')}
        </Button>
      )}
      {asked && (
        <BulkDialog
          kind={asked}
          fields={fields(asked)}
          result={isCounting ? null : preview}
          scans={choice.scans}
          onClose={() => setAsked(null)}
        />
      )}
    </fieldset>
  );
}
