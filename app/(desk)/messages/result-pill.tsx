import { Check, CircleSlash, OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill, type PillLook } from '@/app/components/pill';
import type { MessageHead } from '@/lib/messages/message-record';
import { type MessageResult, messageResult } from '@/lib/messages/rules/message-result';

const LOOKS: Record<MessageResult, PillLook> = {
  passed: { tone: 'success', icon: Check },
  failed: { tone: 'attention', icon: OctagonAlert },
  // A diagnosis tries what a seller may calculate: a refusal is not a mistake.
  accepted: { tone: 'neutral', icon: Check },
  refused: { tone: 'neutral', icon: CircleSlash },
};

/** What came of a call, as colour, icon and word. */
export function ResultPill({ call }: { call: Pick<MessageHead, 'purpose' | 'isPassed'> }) {
  const t = useTranslations('messages.results');
  const result = messageResult(call);
  return <Pill {...LOOKS[result]}>{t(result)}</Pill>;
}
