import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { withdrawProductAction } from '@/app/(desk)/products/actions';
import { FlagList } from '@/app/(desk)/products/flag-list';
import { ProductState } from '@/app/(desk)/products/product-state';
import { useActorName } from '@/app/(desk)/use-actor-name';
import { Card } from '@/app/components/card';
import { ClientMessages } from '@/app/components/client-messages';
import { ConfirmDialog } from '@/app/components/confirm-dialog';
import { PageHeader } from '@/app/components/page-header';
import { Timeline } from '@/app/components/timeline';
import { UnusableButton } from '@/app/components/unusable-button';
import { mayDo } from '@/app/may-do';
import { textOr } from '@/lib/i18n/text-or';
import type { ProductTransition } from '@/lib/products/product-record';
import { NoteForm } from './note-form';
import { readProduct } from './read-product';
import { ReleasedFacts } from './released-facts';

type Params = { params: Promise<{ productId: string }> };

/** One product: whether it is on sale, what is wrong with it, what was released, and its history. */
export default async function ProductPage({ params }: Params) {
  const { context, product, flags, transitions } = await readProduct((await params).productId);
  const t = await getTranslations('products');
  const isOnSale = product.withdrawnAt === null;
  const mayAct = mayDo(context, 'product.release');
  return (
    <ClientMessages namespaces={['products']}>
      <PageHeader
        title={product.name}
        crumbs={[{ label: t('title'), href: '/products' }, { label: product.name }]}
        status={<ProductState product={product} flags={flags} />}
        actions={isOnSale ? <Withdraw product={product} mayAct={mayAct} /> : undefined}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_20rem]">
        <div className="flex min-w-0 flex-col gap-6">
          {flags.length > 0 && (
            <Card title={t('flags.title', { count: flags.length })} isFlush>
              <FlagList assetId={product.assetId} flags={flags} />
            </Card>
          )}
          <Card title={t('details.title')}>
            <ReleasedFacts product={product} />
          </Card>
          {isOnSale && mayAct ? (
            <Card>
              <NoteForm productId={product.id} version={product.version} note={product.note} />
            </Card>
          ) : (
            <Card title={t('details.note')}>
              <p className="max-w-reading whitespace-pre-wrap wrap-anywhere">
                {product.note || t('details.noNote')}
              </p>
            </Card>
          )}
        </div>
        <Card title={t('details.history')}>
          <History transitions={transitions} />
        </Card>
      </div>
    </ClientMessages>
  );
}

type WithdrawProps = { product: { id: string; name: string }; mayAct: boolean };

function Withdraw({ product: { id, name }, mayAct }: WithdrawProps) {
  const t = useTranslations('products');
  if (!mayAct) return <UnusableButton reason={t('roleReason')}>{t('withdraw.label')}</UnusableButton>;
  return (
    <ConfirmDialog
      label={t('withdraw.label')}
      title={t('withdraw.title', { name })}
      action={withdrawProductAction}
      values={{ productId: id }}
      typedName={name}
    >
      <p>{t('withdraw.ends')}</p>
      <p className="mt-2">{t('withdraw.stays')}</p>
    </ConfirmDialog>
  );
}

function History({ transitions }: { transitions: readonly ProductTransition[] }) {
  const t = useTranslations('products.events');
  const nameActor = useActorName();
  const entries = transitions.map((one) => ({
    key: String(one.sequence),
    at: one.at,
    text: (
      <>
        {textOr(t, one.event, one.event)}
        <span className="text-muted">
          {' · '}
          {nameActor(one)}
        </span>
      </>
    ),
  }));
  return <Timeline entries={entries} />;
}
