import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Field } from '@/app/components/field';
import { type UnnamedField, useUnnamedField } from './unnamed-field';

/** A key: masked until its owner asks to see it, never offered to a password manager, and without a name. */
export function KeyField({ value, ...field }: UnnamedField) {
  const t = useTranslations('toolkit.key');
  const [isShown, setShown] = useState(false);
  const { label } = field;
  const { field: around, control } = useUnnamedField(field);
  return (
    <Field {...around}>
      <div className="flex gap-2">
        <input
          {...control}
          type={isShown ? 'text' : 'password'}
          value={value}
          data-1p-ignore="true"
          data-lpignore="true"
          data-bwignore="true"
          className="field-box min-w-0 font-mono text-13"
        />
        <Button
          icon={isShown ? EyeOff : Eye}
          aria-controls={control.id}
          aria-label={isShown ? t('hideLabel', { label }) : t('showLabel', { label })}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? t('hide') : t('show')}
        </Button>
      </div>
    </Field>
  );
}
