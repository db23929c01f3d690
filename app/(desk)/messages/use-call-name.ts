import { useTranslations } from 'next-intl';
import { hasText } from '@/lib/i18n/text-or';
import type { MessageHead } from '@/lib/messages/message-record';
import { mistakeWords } from '@/lib/signing/hypotheses/mistake-words';
import { callNameParts } from './call-name-parts';

/**
 * What a call is called besides its interface, in words: a case by its own name, a call of a test or of a diagnosis by
 * what it tries. Empty for a call that has no name.
 */
export function useCallName() {
  const t = useTranslations('messages.calls');
  const signing = useTranslations('signing');
  return (call: Pick<MessageHead, 'purpose' | 'caseName'>): string =>
    callNameParts(call)
      .map((part) => {
        if (part.kind === 'named') return part.name;
        if (part.kind === 'pattern') return t(`pattern.${part.id}`, { name: part.name });
        const { id, values } = mistakeWords(part.id, 'request');
        const name = `name.${id}`;
        if (hasText(t, name)) return t(name);
        const mistake = `mistake.${id}.what`;
        return hasText(signing, mistake) ? signing(mistake, values) : part.id;
      })
      .join(' ');
}
