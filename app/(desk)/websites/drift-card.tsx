import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { acceptDriftAction } from '@/app/(desk)/websites/actions';
import { ActionForm } from '@/app/components/action-form';
import { Card } from '@/app/components/card';
import { DateTime } from '@/app/components/date-time';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import { websitePath } from '@/app/paths';
import type { Drift } from '@/lib/drift/drift-record';
import { isCompared } from '@/lib/drift/rules/facts';
import { DriftDifferences } from './drift-differences';
import { DriftState } from './drift-state';

type DriftCardProps = {
  drift: readonly Drift[];
  /** On the page of an asset, whose name its interface has. */
  assetId?: string;
  mayAccept: boolean;
};

/** What is compared with how it was approved: a website, or the websites and the interface of an asset. */
export function DriftCard({ drift, assetId, mayAccept }: DriftCardProps) {
  const t = useTranslations('drift');
  if (drift.length === 0) return null;
  return (
    <Card title={t('title')} id="drift" isFlush>
      <p className="max-w-reading px-4 pt-3 text-13 text-muted">
        {assetId === undefined ? t('lead') : t('leadAsset')}
      </p>
      <ul className="divide-y divide-line">
        {drift.map((one) => (
          <li key={one.id} className="flex flex-col gap-3 px-4 py-3">
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
              {assetId !== undefined && <Place drift={one} />}
              <DriftState drift={one} />
            </div>
            <Instants drift={one} />
            <DriftDifferences differences={one.differences} />
            <Accept drift={one} mayAccept={mayAccept} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Place({ drift: { websiteId, name } }: { drift: Drift }) {
  const t = useTranslations('drift');
  if (websiteId === null) return <h3 className="font-medium">{t('interface')}</h3>;
  return (
    <h3 className="min-w-0 font-medium">
      <Link prefetch={false} href={websitePath(websiteId)} className="text-link wrap-anywhere">
        {name}
      </Link>
    </h3>
  );
}

function Instants({ drift: { snapshotAt, lookedAt, certificate } }: { drift: Drift }) {
  const t = useTranslations('drift');
  const instants = [
    ['compared', snapshotAt],
    ['lookedAt', lookedAt],
    ['certificate', certificate && new Date(certificate.validUntil)],
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-muted empty:hidden">
      {instants.map(
        ([name, at]) =>
          at && (
            <li key={name}>
              {t(name)} <DateTime at={at} isDayOnly={name === 'certificate'} />
            </li>
          ),
      )}
    </ul>
  );
}

function Accept({ drift, mayAccept }: { drift: Drift; mayAccept: boolean }) {
  const t = useTranslations('drift');
  if (!drift.differences.some(({ thing }) => isCompared(thing))) return null;
  if (!mayAccept) return <UnusableButton reason={t('roleReason')}>{t('accept')}</UnusableButton>;
  return (
    <ActionForm kind="act" action={acceptDriftAction}>
      <input type="hidden" name="watchId" value={drift.id} />
      <input type="hidden" name="version" value={drift.version} />
      <p className="max-w-reading text-13 text-muted">{t('acceptHint')}</p>
      <div>
        <SubmitButton look="secondary">{t('accept')}</SubmitButton>
      </div>
    </ActionForm>
  );
}
