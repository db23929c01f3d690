import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Glyph } from '@/app/components/glyph';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';

type PassedRowsProps = {
  /** Names the list. */
  label: string;
  items: readonly RunItem[];
  row: (item: RunItem) => ReactNode;
};

/** Rows of a run: what needs a look first, in the order of the run; what passed is folded below. */
export function PassedRows({ label, items, row }: PassedRowsProps) {
  const t = useTranslations('connection-run');
  const passed = items.filter(({ state }) => state === 'PASSED');
  const others = items.filter(({ state }) => state !== 'PASSED');
  return (
    <>
      {others.length > 0 && (
        <ul aria-label={label} className="divide-y divide-line">
          {others.map(row)}
        </ul>
      )}
      {passed.length > 0 && (
        <details className="group border-line not-first:border-t">
          <summary className="flex list-none items-center gap-1.5 px-4 py-2.5 text-13 text-muted hover:bg-hover [&::-webkit-details-marker]:hidden">
            <Glyph icon={ChevronRight} size={14} className="transition-transform group-open:rotate-90" />
            {t('passedRows', { count: passed.length })}
          </summary>
          <ul aria-label={t('passedLabel', { label })} className="divide-y divide-line border-t border-line">
            {passed.map(row)}
          </ul>
        </details>
      )}
    </>
  );
}
