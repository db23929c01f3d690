import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateTime } from '@/app/components/date-time';
import { Deadline } from '@/app/components/deadline';
import { LinkButton } from '@/app/components/link-button';
import { Validity } from '@/app/components/validity';
import { assetPath, requestPath, scanPath, targetPath } from '@/app/paths';
import { textOr } from '@/lib/i18n/text-or';
import type { AssetCard, OverviewCard } from '@/lib/submissions/rules/overview-cards';
import type { StatusLineCode } from '@/lib/submissions/rules/status-line';
import { readinessSentence } from './assets/readiness-sentence';

type OverviewEntryProps = {
  card: OverviewCard;
  /** Whether the reader may act for the seller; who may not opens what the action is about. */
  mayAct: boolean;
};

/** One card: a line of what, a line of why, one action. */
export function OverviewEntry({ card, mayAct }: OverviewEntryProps) {
  const t = useTranslations('overview.cards');
  const words = useTranslations('status-line');
  const isScan = card.kind === 'SCAN_PASSED';
  const isForOthers = !isScan && card.line.turn === 'seller' && !mayAct;
  const ownWords = isScan ? t('SCAN_PASSED.action') : words(`${card.kind}.action`);
  const actionWords = isForOthers ? t('open') : ownWords;
  return (
    <article className="flex flex-col gap-2 rounded-8 border border-line bg-raised p-4">
      <h3 className="font-medium wrap-anywhere">
        {isScan
          ? t('SCAN_PASSED.what', { name: card.asset.name })
          : words(`${card.kind}.card`, { name: card.asset.name })}
      </h3>
      <div className="text-13 text-muted wrap-anywhere">
        {isScan ? (
          <>
            <span>{card.website}</span>
            {' · '}
            <Until phrase="scanUntil" until={card.validUntil} />
          </>
        ) : (
          <Why card={card} />
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 pt-1">
        <LinkButton href={isScan ? scanPath(card.scanId) : chooseRoute(card)} size="sm">
          {actionWords}
        </LinkButton>
        <span className="text-13 text-muted">
          <DateTime at={card.at} />
        </span>
      </div>
    </article>
  );
}

/** The page where the seller acts: the very thing that is to be fixed, or the request where it is about a decision. */
function chooseRoute({ kind, asset, submissionId, line }: AssetCard & { kind: StatusLineCode }): Route {
  if (submissionId !== null && DECIDED_IN_REQUEST.has(kind)) return requestPath(submissionId);
  if (line.reason !== null && (line.values.blockers === 1 || GO_STRAIGHT_TO.has(kind)))
    return targetPath(asset.id, line.reason.target);
  return assetPath(asset.id, kind === 'SELF_CHECK' || kind === 'WILL_BE_REJECTED' ? 'selfCheck' : undefined);
}
const DECIDED_IN_REQUEST: ReadonlySet<StatusLineCode> = new Set([
  'REJECTED',
  'TO_ANSWER',
  'FINALLY_REJECTED',
  'SCANNING',
  'REVIEWING',
  'QUESTIONED',
]);
const GO_STRAIGHT_TO: ReadonlySet<StatusLineCode> = new Set(['INTERFACE_BROKEN', 'SCAN_EXPIRED']);

function Why({ card }: { card: AssetCard & { kind: StatusLineCode } }): ReactNode {
  const t = useTranslations();
  const { kind, line, reasonCode } = card;
  const reasonWords = (code: string) => textOr(t, `requests.reasons.${code}`, code);
  if (kind === 'REVIEWING' && line.deadlineAt !== null) return <Deadline at={line.deadlineAt} />;
  if (kind === 'REJECTED') return reasonWords(reasonCode ?? 'DECIDED');
  if (kind === 'RETURNED') return reasonWords(reasonCode ?? '');
  if (kind === 'READY') return t('overview.cards.READY.why', { count: card.warnings });
  if (kind === 'APPROVED' && card.safeUntil !== null)
    return <Until phrase="validUntil" until={card.safeUntil} />;
  if (line.reason === null) return t(`status-line.${kind}.label`, line.values);
  const others = line.values.blockers - 1;
  const more = others > 0 ? ` ${t('assets.andMore', { count: others })}` : '';
  return `${readinessSentence(t, line.reason)}${more}`;
}

function Until({ phrase, until }: { phrase: 'validUntil' | 'scanUntil'; until: Date }) {
  const t = useTranslations('overview');
  return t.rich(phrase, { date: () => <Validity until={until} /> });
}
