import { CircleSlash, Tag, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill } from '@/app/components/pill';
import type { FlaggedProduct } from '@/lib/products/list-products';
import { productStatus } from '@/lib/products/rules/lifecycle';

/** Whether a product is on sale, and what is wrong with it, as colour, icon and words. */
export function ProductState({ product, flags }: FlaggedProduct) {
  const t = useTranslations('products');
  const status = productStatus(product);
  const count = flags.filter(({ isPressing }) => isPressing).length;
  if (count > 0)
    return (
      <Pill tone="attention" icon={TriangleAlert}>
        {t('problems', { count })}
      </Pill>
    );
  return status === 'RELEASED' ? (
    <Pill tone="success" icon={Tag}>
      {t('states.RELEASED')}
    </Pill>
  ) : (
    <Pill tone="neutral" icon={CircleSlash}>
      {t('states.WITHDRAWN')}
    </Pill>
  );
}
