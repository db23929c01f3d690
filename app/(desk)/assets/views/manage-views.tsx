'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ActionButton } from '@/app/(desk)/assets/action-button';
import { ActionForm } from '@/app/components/action-form';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import type { SavedView } from '@/lib/assets/views/store';
import { SAVED_VIEW_NAME_LENGTH } from '@/lib/core/policy';
import { chooseDefaultViewAction, deleteViewAction, renameViewAction } from './actions';

type NamedView = Omit<SavedView, 'query'>;

/** The reader's views in a dialog: names, the default, and what is no longer needed. */
export function ManageViews({ views }: { views: readonly NamedView[] }) {
  const t = useTranslations('assets.views');
  return (
    <DialogButton label={t('manage')} title={t('manageTitle')} size="sm" look="quiet">
      <ul className="divide-y divide-line">
        {views.map((view) => (
          <ManagedView key={view.id} view={view} />
        ))}
      </ul>
    </DialogButton>
  );
}

function ManagedView({ view: { id, name, isDefault } }: { view: NamedView }) {
  const t = useTranslations('assets.views');
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <ActionForm action={renameViewAction} hasSavedNote>
        <input type="hidden" name="viewId" value={id} />
        <div className="flex flex-wrap items-end gap-2">
          <div className="min-w-40 flex-1">
            <TextField
              name="name"
              label={t('nameOf', { name })}
              defaultValue={name}
              maxLength={SAVED_VIEW_NAME_LENGTH}
              autoComplete="off"
              required
            />
          </div>
          <SubmitButton look="secondary" aria-label={t('renameNamed', { name })}>
            {t('rename')}
          </SubmitButton>
        </div>
      </ActionForm>
      <div className="flex flex-wrap gap-2">
        <ActionButton
          label={isDefault ? t('dropDefault') : t('makeDefault')}
          name={isDefault ? t('dropDefaultNamed', { name }) : t('makeDefaultNamed', { name })}
          action={chooseDefaultViewAction}
          values={{ viewId: isDefault ? '' : id }}
          size="sm"
        />
        <ActionButton
          label={t('delete')}
          name={t('deleteNamed', { name })}
          action={deleteViewAction}
          values={{ viewId: id }}
          look="quiet"
          size="sm"
          icon={Trash2}
        />
      </div>
    </li>
  );
}
