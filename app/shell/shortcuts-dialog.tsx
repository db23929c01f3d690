'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useEffect, useOptimistic, useState } from 'react';
import { Dialog } from '@/app/components/dialog';
import { Switch } from '@/app/components/switch';
import { chooseShortcuts } from '@/app/preference-actions';
import { SEARCH_ID } from './search-id';
import { SHORTCUTS_EVENT } from './shortcuts-event';

/** Those of the review page, where `ReviewShortcuts` listens for them. */
const REVIEW_SHORTCUTS = [
  { key: 'J', does: 'next' },
  { key: 'K', does: 'previous' },
  { key: 'A', does: 'accept' },
  { key: 'R', does: 'reject' },
  { key: 'N', does: 'needMore' },
  { key: '1 – 9', does: 'canned' },
  { key: 'B', does: 'alike' },
  { key: 'C', does: 'claim' },
  { key: 'D', does: 'decide' },
  { key: 'U', does: 'undo' },
  { key: 'Esc', does: 'leave' },
] as const;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

type ShortcutsDialogProps = { areShortcutsOn: boolean; hasSearch: boolean; isReviewer: boolean };

/** The shortcuts of the desk: `?` opens this, `/` goes to the search. Single keys can be switched off (WCAG 2.1.4). */
export function ShortcutsDialog({ areShortcutsOn, hasSearch, isReviewer }: ShortcutsDialogProps) {
  const t = useTranslations('shell.shortcuts');
  const [isOpen, setOpen] = useState(false);
  const [areOn, setOn] = useOptimistic(areShortcutsOn);
  const isListening = useShortcuts(areOn, setOpen);

  function switchShortcuts(isOn: boolean) {
    startTransition(async () => {
      setOn(isOn);
      const form = new FormData();
      form.set('shortcuts', isOn ? 'on' : 'off');
      await chooseShortcuts(form);
    });
  }

  const shortcuts = [
    ...(hasSearch ? [{ key: '/', does: t('search') }] : []),
    { key: '?', does: t('help') },
    { key: 'Esc', does: t('close') },
    ...(isReviewer ? REVIEW_SHORTCUTS.map(({ key, does }) => ({ key, does: t(`review.${does}`) })) : []),
  ];
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      title={t('title')}
      shortcut={isListening ? '?' : undefined}
    >
      <ShortcutList shortcuts={shortcuts} />
      <Switch
        name="shortcuts"
        label={t('switch')}
        hint={t('switchHint')}
        checked={areOn}
        onChange={(event) => switchShortcuts(event.target.checked)}
      />
    </Dialog>
  );
}

/**
 * Listens for `?`, which opens the dialog as its button does, and for `/`.
 * @returns whether a key that is pressed now is heard: not before the page runs
 */
function useShortcuts(areOn: boolean, setOpen: (isOpen: boolean) => void): boolean {
  const [isListening, setListening] = useState(false);
  useEffect(() => {
    const open = () => setOpen(true);
    const onKey = (event: KeyboardEvent) => {
      if (!areOn || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') open();
      else if (event.key === '/') {
        event.preventDefault();
        document.getElementById(SEARCH_ID)?.focus();
      }
    };
    window.addEventListener(SHORTCUTS_EVENT, open);
    document.addEventListener('keydown', onKey);
    setListening(areOn);
    return () => {
      window.removeEventListener(SHORTCUTS_EVENT, open);
      document.removeEventListener('keydown', onKey);
    };
  }, [areOn, setOpen]);
  return isListening;
}

function ShortcutList({ shortcuts }: { shortcuts: readonly { key: string; does: string }[] }) {
  return (
    <dl className="mb-5 grid grid-cols-[4rem_1fr] items-center gap-y-2.5">
      {shortcuts.map(({ key, does }) => (
        <div key={does} className="contents">
          <dt>
            <kbd className="rounded-4 border border-line bg-surface px-2 py-0.5 font-mono text-13">{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
