import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '../../components/button';
import { Field } from '../../components/field';

type KeyFieldProps = {
  label: string;
  hint?: ReactNode;
  problem?: string;
  isOptional?: boolean;
  value: string;
  onChange: (value: string) => void;
};

/** A key: masked until its owner asks to see it, never offered to a password manager, and without a name. */
export function KeyField({ label, hint, problem, isOptional, value, onChange }: KeyFieldProps) {
  const t = useTranslations('toolkit.key');
  const id = useId();
  const [isShown, setShown] = useState(false);
  const described = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`];
  return (
    <Field id={id} label={label} hint={hint} problem={problem} isOptional={isOptional}>
      <div className="flex gap-2">
        <input
          id={id}
          type={isShown ? 'text' : 'password'}
          value={value}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          data-1p-ignore="true"
          data-lpignore="true"
          data-bwignore="true"
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={described.filter(Boolean).join(' ') || undefined}
          className="field-box min-w-0 font-mono text-13"
        />
        <Button
          icon={isShown ? EyeOff : Eye}
          aria-controls={id}
          aria-label={isShown ? t('hideLabel', { label }) : t('showLabel', { label })}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? t('hide') : t('show')}
        </Button>
      </div>
    </Field>
  );
}
