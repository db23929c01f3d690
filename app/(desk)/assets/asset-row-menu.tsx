'use client';

import { Ellipsis, FileText, FolderOpen, PencilLine, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Glyph } from '@/app/components/glyph';
import { MenuFrame, type MenuFrameProps } from '@/app/components/menu-frame';
import { MENU_ITEM } from '@/app/components/menu-item';
import { assetDeletionPath, assetPath, requestPath } from '@/app/paths';
import { modifyAssetAction } from './actions';

/** A draft is edited as it is, a decided asset in a new draft; null: not now, or not by this role. */
export type WayToModify = 'DETAILS' | 'NEW_DRAFT' | null;

type RowItemsProps = {
  asset: { id: string; submissionId: string | null; modify: WayToModify };
  mayDelete: boolean;
};

type AssetRowMenuProps = RowItemsProps & Pick<MenuFrameProps, 'label' | 'isOpen' | 'setOpen'>;

/** What can be done with an asset from its row of the list. */
export const AssetRowMenu = ({ asset, mayDelete, ...frame }: AssetRowMenuProps) => (
  <MenuFrame
    {...frame}
    panelId={`menu-${asset.id}`}
    buttonClassName="rounded-8 p-2 text-muted hover:bg-hover hover:text-text"
    button={<Glyph icon={Ellipsis} />}
  >
    <RowItems asset={asset} mayDelete={mayDelete} />
  </MenuFrame>
);

function RowItems({ asset: { id, submissionId, modify }, mayDelete }: RowItemsProps) {
  const t = useTranslations('assets.row');
  return (
    <ul>
      <li>
        <Link prefetch={false} href={assetPath(id)} className={MENU_ITEM}>
          <Glyph icon={FolderOpen} />
          {t('open')}
        </Link>
      </li>
      {submissionId !== null && (
        <li>
          <Link prefetch={false} href={requestPath(submissionId)} className={MENU_ITEM}>
            <Glyph icon={FileText} />
            {t('request')}
          </Link>
        </li>
      )}
      {modify && (
        <li>
          {modify === 'DETAILS' ? (
            <Link prefetch={false} href={assetPath(id, 'details')} className={MENU_ITEM}>
              <Glyph icon={PencilLine} />
              {t('modify')}
            </Link>
          ) : (
            <ModifyItem assetId={id} label={t('modify')} />
          )}
        </li>
      )}
      {mayDelete && (
        <li>
          <Link prefetch={false} href={assetDeletionPath(id)} className={MENU_ITEM}>
            <Glyph icon={Trash2} />
            {t('delete')}
          </Link>
        </li>
      )}
    </ul>
  );
}

/** Opens a new draft of a decided asset and leads to it. */
function ModifyItem({ assetId, label }: { assetId: string; label: string }) {
  const [result, send] = useActionState(modifyAssetAction, null);
  return (
    <form action={send}>
      <input type="hidden" name="assetId" value={assetId} />
      <button type="submit" className={MENU_ITEM}>
        <Glyph icon={PencilLine} />
        {label}
      </button>
      {result?.ok === false && (
        <p role="alert" className="px-2.5 py-1 text-13 text-danger">
          {result.error.message}
        </p>
      )}
    </form>
  );
}
