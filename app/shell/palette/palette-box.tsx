'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useId, useState } from 'react';
import type { DeskReader } from '@/app/places';
import type { ShellActions, ShellData } from '@/app/shell/shell-data';
import type { Theme } from '@/app/themes';
import { matchItems, type PaletteItem } from './match-items';
import { PaletteList } from './palette-list';
import { type FoundState, useAssetSearch } from './use-asset-search';
import { useActionItems, useAssetItems, usePlaceItems } from './use-palette-items';

export type PaletteBoxProps = {
  who: DeskReader;
  data: ShellData;
  actions: ShellActions;
  theme: Theme;
  onClose: () => void;
};

/** As much as the search of assets takes. */
const MOST_TYPED = 200;

/** Where each key leads from a line; null: the key is not for the list. */
function step(key: string, at: number, count: number): number | null {
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  return null;
}

/** The lines for what was typed, and the one that Enter chooses. */
function useLines({ who, data, actions, theme }: PaletteBoxProps) {
  const [typed, setTyped] = useState('');
  const [chosenId, setChosenId] = useState('');
  const text = typed.trim();
  const search = useAssetSearch(who.isMember ? text : '');
  const items: PaletteItem[] = [
    ...matchItems([...usePlaceItems(who), ...useActionItems({ data, actions, theme })], text),
    ...useAssetItems(text, search.state === 'done' ? search : null),
  ];
  const chosen = items.findIndex(({ id }) => id === chosenId);
  function type(value: string) {
    setTyped(value);
    setChosenId('');
  }
  return { typed, type, text, search, items, at: Math.max(chosen, 0), setChosenId };
}

/** The field and the lines below it (the combobox pattern of ARIA: the focus stays in the field). */
export function PaletteBox(props: PaletteBoxProps) {
  const t = useTranslations('shell.palette');
  const listId = useId();
  const { typed, type, text, search, items, at, setChosenId } = useLines(props);
  const optionId = (index: number) => `${listId}-${index}`;
  const isOpen = items.length > 0;

  function choose({ run }: PaletteItem) {
    props.onClose();
    run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || !isOpen) return;
    const next = step(event.key, at, items.length);
    if (next !== null) setChosenId(items[next]?.id ?? '');
    else if (event.key === 'Enter' && items[at]) choose(items[at]);
    else return;
    event.preventDefault();
  }

  return (
    <div className="flex flex-col gap-3">
      <input
        role="combobox"
        aria-label={t('label')}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? optionId(at) : undefined}
        placeholder={t('label')}
        value={typed}
        maxLength={MOST_TYPED}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-box"
      />
      <div className="flex h-[min(22rem,50dvh)] flex-col">
        {isOpen && <PaletteList {...{ items, at, optionId, choose }} id={listId} onPoint={setChosenId} />}
        <PaletteState search={search} text={text} count={items.length} />
      </div>
    </div>
  );
}

/** What a screen reader is told while the lines change; without a line, everybody. */
function PaletteState({ search, text, count }: { search: FoundState; text: string; count: number }) {
  const t = useTranslations('shell.palette');
  const isEmpty = count === 0;
  const found = isEmpty ? t('nothing', { text }) : t('count', { count });
  const state = search.state === 'busy' ? t('busy') : search.state === 'failed' ? t('failed') : found;
  return (
    <p
      role="status"
      className={isEmpty || search.state === 'failed' ? 'py-2 text-muted wrap-anywhere' : 'sr-only'}
    >
      {state}
    </p>
  );
}
