import { Info, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { LinkButton } from '@/app/components/link-button';
import { useListText } from '@/app/components/use-list-text';
import { flagPath } from '@/app/paths';
import type { ProductFlag } from '@/lib/products/rules/product-flags';

/** Says what a flag is about. */
export function useFlagSentence(): (flag: ProductFlag) => string {
  const t = useTranslations('products.flags');
  const list = useListText();
  return ({ code, values }) => {
    const said = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'object' ? list(value) : value,
    ]);
    return t(`${code}.what`, Object.fromEntries(said));
  };
}

type FlagListProps = { assetId: string; flags: readonly ProductFlag[] };

/** What is wrong with a product: the cause, the way out, and where it begins. */
export function FlagList({ assetId, flags }: FlagListProps) {
  const t = useTranslations('products.flags');
  const say = useFlagSentence();
  return (
    <ul className="divide-y divide-line">
      {flags.map((flag) => (
        <li key={`${flag.code} ${flag.subject}`} className="flex flex-wrap items-start gap-3 px-4 py-3">
          <Glyph
            icon={flag.isPressing ? TriangleAlert : Info}
            className={flag.isPressing ? 'mt-0.5 text-attention' : 'mt-0.5 text-muted'}
          />
          <div className="min-w-0 flex-1 basis-60">
            <p className="wrap-anywhere">{say(flag)}</p>
            <p className="text-13 text-muted wrap-anywhere">{t(`${flag.code}.why`)}</p>
          </div>
          <LinkButton href={flagPath(assetId, flag.target)} size="sm">
            {t(`${flag.code}.action`)}
          </LinkButton>
        </li>
      ))}
    </ul>
  );
}
