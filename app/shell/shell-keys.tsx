'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useState } from 'react';
import { AddAssetForm } from '@/app/(desk)/assets/add-asset-form';
import { Dialog } from '@/app/components/dialog';
import type { Preferences } from '@/app/preferences';
import { focusSearch } from '@/app/shortcuts/focus-search';
import { onShellPart, SHELL_PARTS, type ShellPart } from '@/app/shortcuts/shell-events';
import { useKeyListener } from '@/app/shortcuts/use-key-listener';
import { Palette } from './palette/palette';
import { type ShellActions, type ShellData, toDeskReader } from './shell-data';
import { ShortcutsDialog } from './shortcuts-dialog';

type ShellKeysProps = { data: ShellData; actions: ShellActions; preferences: Preferences };

/** Hears the shortcuts, and opens what they and the buttons of the shell ask for: one dialog at a time, until the page changes. */
export function ShellKeys({ data, actions, preferences: { areShortcutsOn, theme } }: ShellKeysProps) {
  const [open, setOpen] = useState<ShellPart | null>(null);
  const path = usePathname();
  // A dialog says that it was closed after the next one was asked for.
  const close = (part: ShellPart) => () => setOpen((now) => (now === part ? null : now));
  const who = toDeskReader(data);
  const general = useMemo(
    () => ({ palette: () => setOpen('palette'), search: focusSearch, help: () => setOpen('shortcuts') }),
    [],
  );
  const isListening = useKeyListener(areShortcutsOn, who, general);
  useEffect(() => {
    const ends = SHELL_PARTS.map((part) => onShellPart(part, () => setOpen(part)));
    return () => {
      for (const end of ends) end();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the page changes
  useEffect(() => setOpen(null), [path]);
  return (
    <>
      <ShortcutsDialog
        who={who}
        isOpen={open === 'shortcuts'}
        onClose={close('shortcuts')}
        isListening={isListening}
      />
      <Palette {...{ who, data, actions, theme }} isOpen={open === 'palette'} onClose={close('palette')} />
      {data.mayCreateAssets && <NewAsset isOpen={open === 'newAsset'} onClose={close('newAsset')} />}
    </>
  );
}

function NewAsset({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useTranslations('assets.new');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('title')}>
      <AddAssetForm />
    </Dialog>
  );
}
