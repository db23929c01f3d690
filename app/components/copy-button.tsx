'use client';

import { Check, Copy, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from './button';

const CONFIRMED_MS = 2_000;
const ICONS = { idle: Copy, copied: Check, failed: TriangleAlert };

/** Copies a text and says so in its own place. Browsers refuse on plain HTTP other than localhost: then it says that. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useTranslations('common.copy');
  const [state, setState] = useState<keyof typeof ICONS>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
  }

  return (
    <Button size="sm" look="quiet" icon={ICONS[state]} onClick={copy}>
      <span aria-live="polite">{state === 'idle' ? (label ?? t('idle')) : t(state)}</span>
    </Button>
  );
}
