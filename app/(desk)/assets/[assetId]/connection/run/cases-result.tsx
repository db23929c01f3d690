import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RunDetails } from '@/lib/connection-tests/get-connection-runs';
import type { RunItem } from '@/lib/connection-tests/rules/run-item';
import { type Column, DataTable } from '../../../../../components/data-table';
import { casePath } from '../connection-paths';
import { CallLinks } from './call-links';
import { ItemReason } from './item-reason';
import { ItemPill } from './run-pill';
import { useItemName } from './use-item-name';

type CasesResultProps = { assetId: string; items: readonly RunItem[]; calls: RunDetails['calls'] };

/** The cases of a run, a line each. */
export function CasesResult({ assetId, items, calls }: CasesResultProps) {
  const t = useTranslations('connection-run.cases');
  const nameOf = useItemName();
  const columns: Column<RunItem>[] = [
    {
      key: 'case',
      label: t('case'),
      isRowHeader: true,
      cell: (item) => (
        <Link
          prefetch={false}
          href={casePath(assetId, item.activity)}
          className="rounded-4 font-mono text-13 wrap-anywhere text-link"
        >
          {nameOf(item)}
        </Link>
      ),
    },
    {
      key: 'result',
      label: t('result'),
      cell: (item) => (
        <span className="flex flex-col gap-1.5 max-md:items-end">
          <ItemPill state={item.state} />
          <ItemReason item={item} calls={calls} />
        </span>
      ),
    },
    {
      key: 'calls',
      label: t('calls'),
      cell: (item) => <CallLinks messageIds={item.messageIds} calls={calls} />,
    },
  ];
  return <DataTable caption={t('caption')} columns={columns} rows={items} rowKey={({ key }) => key} />;
}
