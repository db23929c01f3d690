import { Check, Circle, CircleDashed, CircleHelp, ShieldCheck, ShieldX } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill, type PillLook } from '@/app/components/pill';
import type { LastVerdict } from '@/lib/appeals/find-last-verdicts';
import type { FindingState } from '@/lib/appeals/rules/finding-state';

const LOOKS: Record<FindingState, PillLook> = {
  asked: { tone: 'attention', icon: CircleHelp },
  accepted: { tone: 'success', icon: ShieldCheck },
  carried: { tone: 'success', icon: ShieldCheck },
  toAnswer: { tone: 'attention', icon: ShieldX },
  rejected: { tone: 'neutral', icon: ShieldX },
  explained: { tone: 'neutral', icon: Check },
  missing: { tone: 'attention', icon: CircleDashed },
  optional: { tone: 'neutral', icon: Circle },
};

/** What one finding needs in an appeal. Explained is not green: only the reviewer's word ends it. */
export function FindingStatePill({ state }: { state: FindingState }) {
  const t = useTranslations('appeals.findings.states');
  return <Pill {...LOOKS[state]}>{t(state)}</Pill>;
}

/** The reviewer's decision on a finding, as its seller reads it. */
export function VerdictPill({ outcome, isLastLook }: Pick<LastVerdict, 'outcome' | 'isLastLook'>) {
  const rejected = isLastLook ? 'rejected' : 'toAnswer';
  return <FindingStatePill state={outcome === 'ACCEPTED' ? 'accepted' : rejected} />;
}
