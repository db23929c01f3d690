'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Dialog } from '@/app/components/dialog';
import type { DeskReader } from '@/app/places';
import { KeyNames } from '@/app/shortcuts/key-names';
import { HELP_KEY, shortcutsFor } from '@/app/shortcuts/registry';
import { ShortcutsSwitch } from '@/app/shortcuts/shortcuts-switch';

type ShortcutsDialogProps = {
  who: DeskReader;
  isOpen: boolean;
  onClose: () => void;
  /** Whether `?` is heard, which opens this. */
  isListening: boolean;
};

type Row = { keys: readonly string[]; does: string };

/** Every shortcut that the reader has, by where it acts, and the switch for single keys. */
export function ShortcutsDialog({ who, isOpen, onClose, isListening }: ShortcutsDialogProps) {
  const t = useTranslations('shell.shortcuts');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('title')}
      shortcut={isListening ? HELP_KEY : undefined}
    >
      <div className="flex flex-col gap-5">
        {/* First: a dialog opens where its first control is, and a long list would begin at its end. */}
        <ShortcutsSwitch />
        <ShortcutGroups who={who} />
      </div>
    </Dialog>
  );
}

function ShortcutGroups({ who }: { who: DeskReader }) {
  const t = useTranslations('shell');
  const shortcuts = shortcutsFor(who);
  const escapeRow = (does: string): Row => ({ keys: ['Esc'], does });
  const general: Row[] = [];
  const places: Row[] = [];
  const review: Row[] = [];
  for (const { keys, ...one } of shortcuts) {
    if (one.page === 'general') general.push({ keys, does: t(`shortcuts.${one.id}`) });
    else if (one.page === 'places') places.push({ keys, does: t(one.id, { count: 0 }) });
    else review.push({ keys, does: t(`shortcuts.review.${one.id}`) });
  }
  return (
    <>
      <ShortcutGroup
        title={t('shortcuts.groups.general')}
        rows={[...general, escapeRow(t('shortcuts.close'))]}
      />
      <ShortcutGroup title={t('shortcuts.groups.places')} rows={places} />
      {review.length > 0 && (
        <ShortcutGroup
          title={t('shortcuts.groups.review')}
          rows={[...review, escapeRow(t('shortcuts.review.leave'))]}
        />
      )}
    </>
  );
}

function ShortcutGroup({ title, rows }: { title: string; rows: readonly Row[] }) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="mb-2 text-13 font-medium text-muted">
        {title}
      </h3>
      <dl className="grid grid-cols-[5rem_1fr] items-center gap-y-2">
        {rows.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt>
              <KeyNames keys={keys} />
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
