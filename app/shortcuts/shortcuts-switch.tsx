'use client';

import { useTranslations } from 'next-intl';
import { startTransition, use, useOptimistic } from 'react';
import { Switch } from '@/app/components/switch';
import { chooseShortcuts } from '@/app/preference-actions';
import { AreShortcutsOn } from './shortcuts-context';

/** Switches single keys on or off (WCAG 2.1.4), in effect at once. */
export function ShortcutsSwitch() {
  const t = useTranslations('shell.shortcuts');
  const [areOn, setOn] = useOptimistic(use(AreShortcutsOn));

  function choose(isOn: boolean) {
    startTransition(async () => {
      setOn(isOn);
      const form = new FormData();
      form.set('shortcuts', isOn ? 'on' : 'off');
      await chooseShortcuts(form);
    });
  }

  return (
    <Switch
      name="shortcuts"
      label={t('switch')}
      hint={t('switchHint')}
      checked={areOn}
      onChange={(event) => choose(event.target.checked)}
    />
  );
}
