import { Check, CircleDashed, OctagonAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { DateTime } from '@/app/components/date-time';
import { Pill } from '@/app/components/pill';
import type { Tone } from '@/app/components/tone';
import type { FindingRetest } from '@/lib/scans/for-other-rooms';
import { isRunReason } from '@/lib/scans/rules/reason-key';
import type { RetestReason as RetestReasonFacts, RetestState } from '@/lib/scans/rules/retest';
import { chooseReasonKey } from '@/lib/scans/rules/retest-reason-key';
import type { RUN_REASONS } from '@/lib/scans/scan-record';
import { useReason } from './[scanId]/use-reason';

type RetestReasonCode = RetestReasonFacts['code'];
type RetestReasonValues = RetestReasonFacts['values'];

const LOOKS = {
  STILL_THERE: { tone: 'attention', icon: OctagonAlert },
  GONE: { tone: 'success', icon: Check },
  NOT_ASKED: { tone: 'neutral', icon: CircleDashed },
} as const satisfies Record<RetestState, { tone: Tone; icon: unknown }>;

/** What the newest re-test of a finding came to, when, and why where it could not be asked. */
export function RetestOutcome({ retest }: { retest: FindingRetest }) {
  const t = useTranslations('scan.retest');
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Pill {...LOOKS[retest.state]}>{t(`states.${retest.state}`)}</Pill>
        <span className="text-13 text-muted">
          <DateTime at={retest.at} hasSeconds />
        </span>
      </div>
      {retest.reason && <RetestReason reason={retest.reason} />}
    </div>
  );
}

function RetestReason({ reason: { code, values } }: { reason: NonNullable<FindingRetest['reason']> }) {
  return isRunReason(code) ? (
    <RunReason code={code} values={values} />
  ) : (
    <PlaceReason code={code} values={values} />
  );
}

function RunReason({ code, values }: { code: (typeof RUN_REASONS)[number]; values: RetestReasonValues }) {
  return <p className="text-13 text-muted">{useReason(code, values).title}</p>;
}

function PlaceReason({ code, values }: { code: RetestReasonCode; values: RetestReasonValues }) {
  const t = useTranslations();
  return <p className="text-13 text-muted">{t(chooseReasonKey(code), values)}</p>;
}
