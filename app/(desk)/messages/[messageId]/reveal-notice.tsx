'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/app/components/button';
import { Notice } from '@/app/components/notice';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';

type RevealNoticeProps = {
  /** `closed`: the key that sealed the exchange is gone. */
  state: 'masked' | 'open' | 'closed';
  mayReveal: boolean;
  reveal: (form: FormData) => void;
  values: Record<string, string>;
  hide: () => void;
};

/** Says what of an exchange is shown, and leads to the rest. */
export function RevealNotice({ state, mayReveal, reveal, values, hide }: RevealNoticeProps) {
  const t = useTranslations('messages.reveal');
  if (state === 'closed')
    return (
      <Notice tone="attention" title={t('closedTitle')}>
        {t('closedText')}
      </Notice>
    );
  if (state === 'open')
    return (
      <Notice
        tone="attention"
        title={t('openTitle')}
        action={
          <Button size="sm" icon={EyeOff} onClick={hide}>
            {t('hide')}
          </Button>
        }
      >
        {t('openText')}
      </Notice>
    );
  const button = mayReveal ? (
    <form action={reveal}>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton look="secondary" size="sm" icon={Eye}>
        {t('button')}
      </SubmitButton>
    </form>
  ) : (
    <UnusableButton reason={t('role')}>{t('button')}</UnusableButton>
  );
  return (
    <Notice tone="neutral" title={t('maskedTitle')} action={button}>
      {t('maskedText')}
    </Notice>
  );
}
