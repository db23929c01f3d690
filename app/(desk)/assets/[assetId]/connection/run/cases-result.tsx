import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { casePath } from '../connection-paths';
import { ItemRow } from './item-row';
import { useItemName } from './use-item-name';

type CasesResultProps = { assetId: string; items: readonly RunItem[]; calls: RunDetails['calls'] };

/** The cases of a run, a row each. */
export function CasesResult({ assetId, items, calls }: CasesResultProps) {
  const t = useTranslations('connection-run.cases');
  const nameOf = useItemName();
  return (
    <ul aria-label={t('label')} className="divide-y divide-line">
      {items.map((item) => (
        <ItemRow
          key={item.key}
          item={item}
          calls={calls}
          name={
            <Link
              prefetch={false}
              href={casePath(assetId, item.activity)}
              className="min-w-0 rounded-4 font-mono text-13 font-medium wrap-anywhere text-link"
            >
              {nameOf(item)}
            </Link>
          }
        />
      ))}
    </ul>
  );
}
