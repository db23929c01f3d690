import type { Route } from 'next';
import { stepRoute } from '@/app/(desk)/assets/next-step';
import { readinessSentence } from '@/app/(desk)/assets/readiness-sentence';
import { assetPath, requestPath } from '@/app/paths';
import type { MessageKey } from '@/lib/i18n/app-messages';
import { textOr } from '@/lib/i18n/text-or';
import type { ReleaseBlocker } from '@/lib/products/rules/release-blockers';

/** A blocker in the reader's words: its cause, the way out, and where that begins. */
export type ShownBlocker = { what: string; wayOut: string; href: Route };

type Words = {
  (key: MessageKey, values?: Record<string, string | number>): string;
  has(key: MessageKey): boolean;
  raw(key: MessageKey): unknown;
};

/** @param t translator of all namespaces */
export function showBlocker(t: Words, assetId: string, blocker: ReleaseBlocker): ShownBlocker {
  if (blocker.kind === 'readiness') {
    const { item } = blocker;
    const wayOut = textOr(t, `next-step.${item.code}`, t('products.release.seeBlockers'));
    return {
      what: readinessSentence(t, item),
      wayOut,
      href: stepRoute(assetId, { kind: 'FIX', item }),
    };
  }
  const { code, submissionId } = blocker;
  const isInRequest = code !== 'NOT_SENT' && submissionId !== null;
  return {
    what: t(`products.blockers.${code}.what`),
    wayOut: t(`products.blockers.${code}.wayOut`),
    href: isInRequest ? requestPath(submissionId) : assetPath(assetId),
  };
}
