'use client';

import { useTranslations } from 'next-intl';
import { Notice } from '@/app/components/notice';
import { useListText } from '@/app/components/use-list-text';
import type { EditEffects } from '@/lib/connection-tests/rules/edit-effects';

/** What saving the edit reopens, before it is saved; nothing where it reopens nothing. */
export function EditEffectsNotice({ effects }: { effects: EditEffects | null }) {
  const t = useTranslations('connection.effects');
  const list = useListText();
  const lines = effects
    ? (['outdated', 'added', 'removed'] as const).flatMap((kind) => {
        const names = effects[kind];
        return names.length > 0 ? [{ kind, text: t(kind, { count: names.length, names: list(names) }) }] : [];
      })
    : [];
  return (
    <div role="status" className="empty:-mt-5">
      {lines.length > 0 && (
        <Notice tone="attention" title={t('title')}>
          <ul className="flex flex-col gap-1">
            {lines.map(({ kind, text }) => (
              <li key={kind} className="wrap-anywhere">
                {text}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
