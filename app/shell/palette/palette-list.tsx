'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { classNames } from '@/app/components/class-names';
import { Glyph } from '@/app/components/glyph';
import type { PaletteGroup, PaletteItem } from './match-items';

type PaletteListProps = {
  id: string;
  items: readonly PaletteItem[];
  /** The line that Enter chooses. */
  at: number;
  optionId: (index: number) => string;
  choose: (item: PaletteItem) => void;
  onPoint: (id: string) => void;
};

const GROUPS: readonly PaletteGroup[] = ['places', 'actions', 'assets'];

/** The lines by group; the field above it has the focus and its keys. */
export function PaletteList({ id, items, at, optionId, choose, onPoint }: PaletteListProps) {
  const t = useTranslations('shell.palette');
  const list = useRef<HTMLDivElement>(null);
  const chosen = optionId(at);
  useEffect(() => {
    list.current?.querySelector(`[id="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const numbered = items.map((item, index) => ({ item, index }));
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('results')} className="min-h-0 overflow-y-auto">
      {GROUPS.filter((group) => items.some((item) => item.group === group)).map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a list of options takes no fieldset
        <div key={group} role="group" aria-labelledby={`${id}-${group}`} className="pb-2">
          <div id={`${id}-${group}`} role="presentation" className="px-2 py-1 text-13 text-muted">
            {t(`groups.${group}`)}
          </div>
          {numbered
            .filter(({ item }) => item.group === group)
            .map(({ item, index }) => (
              <button
                key={item.id}
                type="button"
                id={optionId(index)}
                role="option"
                aria-selected={index === at}
                tabIndex={-1}
                onClick={() => choose(item)}
                onPointerMove={() => onPoint(item.id)}
                className={classNames(
                  'flex min-h-10 w-full items-center gap-2.5 rounded-4 px-2 py-1.5 text-left',
                  index === at && 'bg-accent-quiet',
                )}
              >
                <Glyph icon={item.icon} className="shrink-0 text-muted" />
                <span className="min-w-0 flex-1 wrap-anywhere">{item.label}</span>
                {item.hint !== undefined && <span className="text-13 text-muted">{item.hint}</span>}
              </button>
            ))}
        </div>
      ))}
    </div>
  );
}
