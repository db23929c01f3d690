'use client';

import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FormAction } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import type { ButtonLook } from '@/app/components/button-style';
import { DialogButton } from '@/app/components/dialog-button';
import { SubmitButton } from '@/app/components/submit-button';

type ActionDialogProps = {
  /** On the button that opens it, and on the one that does it. */
  label: string;
  title: string;
  action: FormAction;
  values: Record<string, string>;
  look?: ButtonLook;
  icon?: LucideIcon;
  /** What will happen, in words. */
  children: ReactNode;
};

/** An act that loses nothing, but whose consequences are worth a sentence before it. */
export function ActionDialog({ label, title, action, values, look, icon, children }: ActionDialogProps) {
  return (
    <DialogButton label={label} title={title} look={look} icon={icon}>
      <ActionForm kind="act" action={action}>
        {Object.entries(values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="max-w-reading">{children}</div>
        <div className="flex justify-end">
          <SubmitButton>{label}</SubmitButton>
        </div>
      </ActionForm>
    </DialogButton>
  );
}
