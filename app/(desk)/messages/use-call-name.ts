import { useTranslations } from 'next-intl';
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
        if (t.has(`name.${id}`)) return t(`name.${id}`);
        return signing.has(`mistake.${id}.what`) ? signing(`mistake.${id}.what`, values) : part.id;
      })
      .join(' ');
}
