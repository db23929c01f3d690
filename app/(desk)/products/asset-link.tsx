import Link from 'next/link';
import { assetPath } from '@/app/paths';
import type { ProductRecord } from '@/lib/products/product-record';

type AssetLinkProps = {
  product: Pick<ProductRecord, 'assetId' | 'assetName' | 'isAssetDeleted'>;
  className: string;
};

/** The asset of a product by its name, and the way to it while it is there. */
export const AssetLink = ({ product: { assetId, assetName, isAssetDeleted }, className }: AssetLinkProps) =>
  isAssetDeleted ? (
    <span className="wrap-anywhere">{assetName}</span>
  ) : (
    <Link prefetch={false} href={assetPath(assetId)} className={className}>
      {assetName}
    </Link>
  );
