import { useTranslations } from 'next-intl';
import { useFlagSentence } from '@/app/(desk)/products/flag-list';
import { LinkButton } from '@/app/components/link-button';
import { flagPath, productPath } from '@/app/paths';
import type { FlaggedProduct } from '@/lib/products/list-products';

type ProductEntryProps = FlaggedProduct & {
  /** Whether the reader may act for the seller; who may not opens the product. */
  mayAct: boolean;
};

/** One card: a product on sale that somebody has to act on, its most pressing cause, and the way out. */
export function ProductEntry({ product, flags, mayAct }: ProductEntryProps) {
  const t = useTranslations('products');
  const assets = useTranslations('assets');
  const say = useFlagSentence();
  const [first, ...others] = flags.filter(({ isPressing }) => isPressing);
  const only = mayAct && others.length === 0 ? first : undefined;
  return (
    <article className="flex flex-col gap-2 rounded-8 border border-line bg-raised p-4">
      <h3 className="font-medium wrap-anywhere">{t('card.what', { name: product.name })}</h3>
      {first && (
        <p className="text-13 text-muted wrap-anywhere">
          {say(first)}
          {others.length > 0 && ` ${assets('andMore', { count: others.length })}`}
        </p>
      )}
      <div className="pt-1">
        <LinkButton href={only ? flagPath(product.assetId, only.target) : productPath(product.id)} size="sm">
          {only ? t(`flags.${only.code}.action`) : t('card.open')}
        </LinkButton>
      </div>
    </article>
  );
}
