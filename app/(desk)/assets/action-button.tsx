'use client';

import type { LucideIcon } from 'lucide-react';
import { useActionState, useId } from 'react';
import type { FormAction } from '@/app/action-result';
import type { ButtonLook, ButtonSize } from '@/app/components/button-style';
import { FieldError } from '@/app/components/field-error';
import { SubmitButton } from '@/app/components/submit-button';

type ActionButtonProps = {
  label: string;
  /** For screen readers, where several buttons have the same word. */
  name?: string;
  action: FormAction;
  values: Record<string, string>;
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: LucideIcon;
};

/** One button that does one thing at once; what prevented it is below. */
export function ActionButton({
  label,
  name,
  action,
  values,
  look = 'secondary',
  size,
  icon,
}: ActionButtonProps) {
  const [result, send] = useActionState(action, null);
  const problemId = useId();
  return (
    <form action={send} className="flex flex-col items-start gap-1.5">
      {Object.entries(values).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <SubmitButton look={look} size={size} icon={icon} aria-label={name}>
        {label}
      </SubmitButton>
      <div role="alert" className="max-w-reading empty:hidden">
        {result?.ok === false && <FieldError id={problemId} message={result.error.message} />}
      </div>
    </form>
  );
}
