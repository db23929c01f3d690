'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from './button';

/** Few enough that what is below stays near. */
const FIRST = 10;

type ShowMoreProps<Row> = { rows: readonly Row[]; children: (rows: readonly Row[]) => ReactNode };

/** The first rows of a list that a browser has whole; a button draws as many again. */
export function ShowMore<Row>({ rows, children }: ShowMoreProps<Row>) {
  const t = useTranslations('common.showMore');
  const [count, setCount] = useState(FIRST);
  const rest = rows.length - count;
  return (
    <>
      {children(rows.slice(0, count))}
      {rest > 0 && (
        <div className="flex flex-wrap items-center gap-3 p-3">
          <Button size="sm" onClick={() => setCount(count * 2)}>
            {t('action', { count: Math.min(rest, count) })}
          </Button>
          <span className="text-13 text-muted tabular-nums">
            {t('shown', { shown: count, total: rows.length })}
          </span>
        </div>
      )}
    </>
  );
}
