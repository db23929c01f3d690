'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { ActionResult, FormAction } from '@/app/action-result';
import { ActionForm } from './action-form';
import { Button } from './button';
import type { ButtonSize } from './button-style';
import { Dialog } from './dialog';
import { SubmitButton } from './submit-button';
import { TextField } from './text-field';
import { showToast } from './toast-store';

type ConfirmDialogProps<T> = {
  /** On the button that opens it, and on the one that does it. */
  label: string;
  title: string;
  action: FormAction<T>;
  /** Hidden values that the action needs: ids, versions. */
  values: Record<string, string>;
  /** For what cannot be undone: the name that must be typed before the button works. */
  typedName?: string;
  size?: ButtonSize;
  /** Said when it is done, where what it was done to is gone from the page. */
  done?: string;
  /** Where a link has asked already. */
  isInitiallyOpen?: boolean;
  /** What is lost, in words. */
  children: ReactNode;
};

/** A destructive act: says what is lost, and for irreversible ones asks for the name. */
export function ConfirmDialog<T>({
  label,
  title,
  action,
  values,
  typedName,
  size,
  done,
  isInitiallyOpen = false,
  children,
}: ConfirmDialogProps<T>) {
  const t = useTranslations('common.confirm');
  const [isOpen, setOpen] = useState(isInitiallyOpen);
  const [typed, setTyped] = useState('');
  const mayConfirm = typedName === undefined || typed.trim() === typedName;

  async function confirm(previous: ActionResult<T> | null, form: FormData): Promise<ActionResult<T>> {
    const result = await action(previous, form);
    if (result.ok && done !== undefined) showToast('success', done);
    return result;
  }

  return (
    <>
      <Button size={size} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={title}>
        <ActionForm kind="act" action={confirm}>
          {Object.entries(values).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="max-w-reading">{children}</div>
          {typedName !== undefined && (
            <TextField
              name="typedName"
              label={t('typeName', { name: typedName })}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
            {mayConfirm ? (
              <SubmitButton look="danger">{label}</SubmitButton>
            ) : (
              <Button look="danger" aria-disabled="true">
                {label}
              </Button>
            )}
          </div>
        </ActionForm>
      </Dialog>
    </>
  );
}
