'use client';

import { Check } from 'lucide-react';
import { useLocale, useTimeZone, useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { systemClock } from '@/lib/core/clock';
import { formatTime } from '@/lib/i18n/format-instant';
import { DEFAULT_LOCALE, isLocale } from '@/lib/i18n/locales';
import { DEFAULT_ZONE } from '@/lib/i18n/time-zones';
import { Glyph } from './glyph';

/** "Saved 12:03", said once to screen readers; gone when the next save starts. */
export function SavedNote<T>({ result, isPending }: { result: ActionResult<T> | null; isPending: boolean }) {
  const t = useTranslations('common');
  const language = useLocale();
  const zone = useTimeZone() ?? DEFAULT_ZONE;
  const [savedAt, setSavedAt] = useState<Date | null>(null);
  useEffect(() => setSavedAt(result?.ok === true ? systemClock.now() : null), [result]);
  return (
    <p role="status" className="empty:sr-only text-13 text-success">
      {savedAt !== null && !isPending && (
        <span className="inline-flex items-center gap-1.5">
          <Glyph icon={Check} size={14} />
          {t('savedAt', { time: formatTime(savedAt, isLocale(language) ? language : DEFAULT_LOCALE, zone) })}
        </span>
      )}
    </p>
  );
}
