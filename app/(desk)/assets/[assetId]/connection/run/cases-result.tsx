import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { casePath } from '@/app/(desk)/assets/[assetId]/connection/connection-paths';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { ItemRow } from './item-row';
import { PassedRows } from './passed-rows';
import { useItemName } from './use-item-name';

type CasesResultProps = { assetId: string; items: readonly RunItem[]; calls: RunDetails['calls'] };

/** The cases of a run, a row each. */
export function CasesResult({ assetId, items, calls }: CasesResultProps) {
  const t = useTranslations('connection-run.cases');
  const nameItem = useItemName();
  return (
    <PassedRows
      label={t('label')}
      items={items}
      row={(item) => (
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
              {nameItem(item)}
            </Link>
          }
        />
      )}
    />
  );
}
