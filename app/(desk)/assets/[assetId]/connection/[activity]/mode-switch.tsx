'use client';

import { useTranslations } from 'next-intl';

export type Mode = 'fields' | 'json';
type ModeSwitchProps = {
  mode: Mode;
  /** The JSON cannot be read, so it cannot be shown as fields. */
  isLocked: boolean;
  onChange: (mode: Mode) => void;
};

/** Fields or JSON: two views of one request. */
export function ModeSwitch({ mode, isLocked, onChange }: ModeSwitchProps) {
  const t = useTranslations('connection.case');
  return (
    <fieldset className="flex w-fit rounded-8 border border-rim bg-sunken p-0.5">
      <legend className="sr-only">{t('mode')}</legend>
      {(['fields', 'json'] as const).map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={mode === value}
          aria-disabled={isLocked && value === 'fields' ? true : undefined}
          onClick={() => value !== mode && onChange(value)}
          className="min-h-7 rounded-4 px-3 text-13 font-medium text-muted aria-disabled:cursor-not-allowed aria-pressed:bg-raised aria-pressed:text-text"
        >
          {t(`modes.${value}`)}
        </button>
      ))}
    </fieldset>
  );
}
