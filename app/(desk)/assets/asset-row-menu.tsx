'use client';

import { Ellipsis, FileText, FolderOpen, PencilLine, Trash2 } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Glyph } from '@/app/components/glyph';
import { Menu } from '@/app/components/menu';
import { MENU_ITEM } from '@/app/components/menu-item';
import { modifyAssetAction } from './actions';
import { assetPath, requestPath } from './asset-paths';

/** A draft is edited as it is, a decided asset in a new draft; null: not now, or not by this role. */
export type WayToModify = 'DETAILS' | 'NEW_DRAFT' | null;

type AssetRowMenuProps = {
  asset: { id: string; name: string; submissionId: string | null };
  modify: WayToModify;
  mayDelete: boolean;
};

/** What can be done with an asset from its row of the list. */
export function AssetRowMenu({ asset, modify, mayDelete }: AssetRowMenuProps) {
  const t = useTranslations('assets.row');
  const { id, name, submissionId } = asset;
  return (
    <Menu
      label={t('label', { name })}
      buttonClassName="rounded-8 p-2 text-muted hover:bg-hover hover:text-text"
      button={<Glyph icon={Ellipsis} />}
    >
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
            <Link
              prefetch={false}
              href={`${assetPath(id, 'details')}?delete=ask#delete` as Route}
              className={MENU_ITEM}
            >
              <Glyph icon={Trash2} />
              {t('delete')}
            </Link>
          </li>
        )}
      </ul>
    </Menu>
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
