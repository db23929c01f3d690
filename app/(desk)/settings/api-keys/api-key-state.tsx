import { Ban, Check, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { Pill, type PillLook } from '@/app/components/pill';
import type { ListedApiKey } from '@/lib/api-keys/list-api-keys';

const LOOK: Record<ListedApiKey['state'], PillLook> = {
  WORKS: { tone: 'success', icon: Check },
  EXPIRED: { tone: 'neutral', icon: Ban },
  PAUSED: { tone: 'attention', icon: TriangleAlert },
};

/** Whether a key works, why not, and until when it does. */
export function ApiKeyState({ state, expiresAt, madeBy }: ListedApiKey) {
  const t = useTranslations('settings.api-keys');
  return (
    <span className="flex flex-col items-start gap-1 max-md:items-end">
      <Pill {...LOOK[state]}>{t(`state.${state}`)}</Pill>
      <span className="text-13 text-muted">
        {state === 'PAUSED'
          ? t('paused', { name: madeBy })
          : t.rich(state === 'EXPIRED' ? 'since' : 'until', {
              at: () => <DateTime at={expiresAt} isDayOnly />,
            })}
      </span>
    </span>
  );
}
