import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { FieldError } from './field-error';

type FieldProps = {
  id: string;
  label: string;
  hint?: ReactNode;
  problem?: string;
  isOptional?: boolean;
  children: ReactNode;
};

/** Label above, hint below it, control, problem: the frame that all one-line controls share. */
export function Field({ id, label, hint, problem, isOptional = false, children }: FieldProps) {
  const t = useTranslations('common');
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
        {isOptional && <span className="font-normal text-muted"> {t('optional')}</span>}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      )}
      {children}
      {problem !== undefined && <FieldError id={`${id}-problem`} message={problem} />}
    </div>
  );
}
