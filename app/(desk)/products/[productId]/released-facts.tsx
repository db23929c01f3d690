import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { AssetLink } from '@/app/(desk)/products/asset-link';
import { DateTime } from '@/app/components/date-time';
import { DefinitionList } from '@/app/components/definition-list';
import { requestPath, scanPath } from '@/app/paths';
import type { ProductRecord } from '@/lib/products/product-record';
import { algorithmName } from '@/lib/products/rules/algorithm-name';

/** What is frozen of a product since its release. */
export function ReleasedFacts({ product }: { product: ProductRecord }) {
  const t = useTranslations('products.details');
  const { encryptionAlgorithm, withdrawnAt } = product;
  const request = t('requestNumber', { number: product.submissionNumber });
  return (
    <DefinitionList
      items={[
        {
          term: t('asset'),
          value: <AssetLink product={product} className="text-link wrap-anywhere" />,
        },
        {
          term: t('request'),
          // With a deleted asset, its requests are gone too.
          value: product.isAssetDeleted ? (
            request
          ) : (
            <Link prefetch={false} href={requestPath(product.submissionId)} className="text-link">
              {request}
            </Link>
          ),
        },
        {
          term: t('url'),
          value: <span className="font-mono text-13 wrap-anywhere">{product.productionUrl}</span>,
        },
        {
          term: t('authorization'),
          value:
            encryptionAlgorithm === null
              ? t('notRequired')
              : t('required', { algorithm: algorithmName(encryptionAlgorithm) }),
        },
        { term: t('scans'), value: <ScansOfRelease product={product} /> },
        { term: t('released'), value: <DateTime at={product.releasedAt} /> },
        ...(withdrawnAt === null ? [] : [{ term: t('withdrawn'), value: <DateTime at={withdrawnAt} /> }]),
      ]}
    />
  );
}

function ScansOfRelease({ product: { websites } }: { product: ProductRecord }) {
  const t = useTranslations('products.details');
  return (
    <ul className="flex flex-col gap-1">
      {websites.map(({ id, host, releasedScanId }) => (
        <li key={id}>
          {t.rich('websiteLine', {
            website: () => <span className="font-mono text-13 wrap-anywhere">{host}</span>,
            scan: () => (
              <Link prefetch={false} href={scanPath(releasedScanId)} className="text-link">
                {t('scanOfRelease')}
              </Link>
            ),
          })}
        </li>
      ))}
    </ul>
  );
}
