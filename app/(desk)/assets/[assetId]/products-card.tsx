import { Tag } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Card } from '@/app/components/card';
import { LinkButton } from '@/app/components/link-button';
import { productPath, releasePath } from '@/app/paths';
import type { AssetRecord } from '@/lib/assets/store';

type ProductsCardProps = {
  asset: Pick<AssetRecord, 'id' | 'products'>;
  /** Whether it can be released from here: the page says what is in the way. */
  isReleasable: boolean;
};

/** What is sold of an asset, and the way to sell it. */
export function ProductsCard({ asset: { id, products }, isReleasable }: ProductsCardProps) {
  const t = useTranslations('products');
  return (
    <Card
      title={t('hub.title')}
      aside={
        isReleasable && (
          <LinkButton href={releasePath(id)} icon={Tag} size="sm">
            {t('release.label')}
          </LinkButton>
        )
      }
    >
      {products.length === 0 ? (
        <p className="text-muted">{t('hub.none')}</p>
      ) : (
        <ul className="flex flex-col gap-1">
          {products.map((product) => (
            <li key={product.id}>
              <Link prefetch={false} href={productPath(product.id)} className="text-link wrap-anywhere">
                {product.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
