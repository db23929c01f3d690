'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useEffect, useOptimistic, useState } from 'react';
import { Dialog } from '@/app/components/dialog';
import { Switch } from '@/app/components/switch';
import { chooseKeys } from '@/app/preference-actions';
import { KEYS_EVENT } from './keys-event';
import { SEARCH_ID } from './search-id';

/** Those of the bench, where `BenchKeys` listens for them. */
const REVIEW_KEYS = [
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

type KeysDialogProps = { areKeysOn: boolean; hasSearch: boolean; isReviewer: boolean };

/** The keys of the desk: `?` opens this, `/` goes to the search. Single keys can be switched off (WCAG 2.1.4). */
export function KeysDialog({ areKeysOn, hasSearch, isReviewer }: KeysDialogProps) {
  const t = useTranslations('shell.keys');
  const [isOpen, setOpen] = useState(false);
  const [areOn, setOn] = useOptimistic(areKeysOn);
  useShortcuts(areOn, setOpen);

  function switchKeys(isOn: boolean) {
    startTransition(async () => {
      setOn(isOn);
      const form = new FormData();
      form.set('keys', isOn ? 'on' : 'off');
      await chooseKeys(form);
    });
  }

  const keys = [
    ...(hasSearch ? [{ key: '/', does: t('search') }] : []),
    { key: '?', does: t('help') },
    { key: 'Esc', does: t('close') },
    ...(isReviewer ? REVIEW_KEYS.map(({ key, does }) => ({ key, does: t(`review.${does}`) })) : []),
  ];
  return (
    <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('title')}>
      <KeyList keys={keys} />
      <Switch
        name="keys"
        label={t('switch')}
        hint={t('switchHint')}
        checked={areOn}
        onChange={(event) => switchKeys(event.target.checked)}
      />
    </Dialog>
  );
}

/** Listens for `?`, which opens the dialog as its button does, and for `/`. */
function useShortcuts(areOn: boolean, setOpen: (isOpen: boolean) => void) {
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
    window.addEventListener(KEYS_EVENT, open);
    document.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener(KEYS_EVENT, open);
      document.removeEventListener('keydown', onKey);
    };
  }, [areOn, setOpen]);
}

function KeyList({ keys }: { keys: readonly { key: string; does: string }[] }) {
  return (
    <dl className="mb-5 grid grid-cols-[4rem_1fr] items-center gap-y-2.5">
      {keys.map(({ key, does }) => (
        <div key={key} className="contents">
          <dt>
            <kbd className="rounded-4 border border-line bg-surface px-2 py-0.5 font-mono text-13">{key}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
