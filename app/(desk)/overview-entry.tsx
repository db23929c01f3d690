import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { OverviewCard } from '@/lib/submissions/rules/overview-cards';
import { DateTime } from '../components/date-time';
import { Deadline } from '../components/deadline';
import { LinkButton } from '../components/link-button';
import { Validity } from '../components/validity';
import { assetPath, requestPath, scanPath, targetRoute } from './assets/asset-paths';
import { readinessSentence } from './assets/readiness-sentence';

/** One card: a line of what, a line of why, one action. */
export function OverviewEntry({ card }: { card: OverviewCard }) {
  const t = useTranslations('overview.cards');
  return (
    <article className="flex flex-col gap-2 rounded-8 border border-line bg-raised p-4">
      <h3 className="font-medium wrap-anywhere">{t(`${card.kind}.what`, { name: card.asset.name })}</h3>
      <div className="text-13 text-muted wrap-anywhere">
        <Why card={card} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 pt-1">
        <LinkButton href={actionOf(card)} size="sm">
          {t(`${card.kind}.action`)}
        </LinkButton>
        <span className="text-13 text-muted">
          <DateTime at={card.at} />
        </span>
      </div>
    </article>
  );
}

function actionOf(card: OverviewCard): Route {
  switch (card.kind) {
    case 'REJECTED':
    case 'SCANNING':
    case 'REVIEWING':
      return requestPath(card.submissionId);
    case 'RETURNED':
    case 'READY':
    case 'APPROVED':
      return assetPath(card.asset.id);
    case 'BLOCKED':
      return card.blockers.length === 1 && card.blockers[0]
        ? targetRoute(card.asset.id, card.blockers[0].target)
        : assetPath(card.asset.id);
    case 'SELF_CHECK':
      return assetPath(card.asset.id, 'selfCheck');
    case 'SCAN_PASSED':
      return scanPath(card.scanId);
  }
}

function Why({ card }: { card: OverviewCard }): ReactNode {
  const t = useTranslations();
  switch (card.kind) {
    case 'REJECTED':
      return t(`requests.reasons.${card.reasonCode ?? 'DECIDED'}`);
    case 'RETURNED':
      return t(`requests.reasons.${card.reasonCode}`);
    case 'READY':
      return t('overview.cards.READY.why', { count: card.warnings });
    case 'BLOCKED': {
      const [first, ...others] = card.blockers;
      if (first === undefined) return null;
      const more = others.length > 0 ? ` ${t('assets.andMore', { count: others.length })}` : '';
      return `${readinessSentence(t, first)}${more}`;
    }
    case 'SCANNING':
      return t('overview.cards.SCANNING.why');
    case 'REVIEWING':
      return card.deadlineAt === null ? t('overview.cards.REVIEWING.why') : <Deadline at={card.deadlineAt} />;
    case 'SELF_CHECK':
      return t('overview.cards.SELF_CHECK.why', { website: card.website });
    case 'APPROVED':
      return card.safeUntil === null ? (
        t('overview.cards.APPROVED.noScan')
      ) : (
        <Until phrase="validUntil" until={card.safeUntil} />
      );
    case 'SCAN_PASSED':
      return (
        <>
          <span>{card.website}</span>
          {' · '}
          <Until phrase="scanUntil" until={card.validUntil} />
        </>
      );
  }
}

function Until({ phrase, until }: { phrase: 'validUntil' | 'scanUntil'; until: Date }) {
  const t = useTranslations('overview');
  return t.rich(phrase, { date: () => <Validity until={until} /> });
}
