import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import type { DriftDifference } from '@/lib/drift/drift-record';
import { isCompared, isHeader } from '@/lib/drift/rules/facts';
import { textOr } from '@/lib/i18n/text-or';

/** What is not as approved, each thing with how it was and how it is. */
export function DriftDifferences({ differences }: { differences: readonly DriftDifference[] }) {
  if (differences.length === 0) return null;
  return (
    <ul className="flex flex-col gap-4">
      {differences.map((difference) => (
        <Difference key={difference.id} difference={difference} />
      ))}
    </ul>
  );
}

function Difference({ difference }: { difference: DriftDifference }) {
  const t = useTranslations('drift');
  const { thing, before, after, foundAt } = difference;
  const name = isHeader(thing) ? t('header', { name: thing }) : textOr(t, `things.${thing}`, thing);
  const sides = isCompared(thing)
    ? [
        { term: t('before'), value: <Value thing={thing} value={before} /> },
        { term: t('after'), value: <Value thing={thing} value={after} /> },
      ]
    : [{ term: t('after'), value: <Value thing={thing} value={after} /> }];
  return (
    <li className="flex flex-col gap-1 border-l-2 border-line pl-3">
      <p className="font-medium wrap-anywhere">{name}</p>
      <DefinitionList items={[...sides, { term: t('found'), value: <DateTime at={foundAt} /> }]} />
    </li>
  );
}

/** Codes have words; what a website sent is shown as it is. */
function Value({ thing, value }: { thing: DriftDifference['thing']; value: string }): ReactNode {
  const t = useTranslations('drift');
  if (value === '') return <span className="text-muted">{t('absent')}</span>;
  if (thing === 'EXPIRING') return <DateTime at={new Date(value)} />;
  if (thing === 'FILE' || thing === 'TRUST') return textOr(t, `values.${value}`, value);
  return <span className="font-mono text-13 whitespace-pre-wrap wrap-anywhere">{value}</span>;
}
