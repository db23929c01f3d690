import { CircleDashed, Info, KeyRound, OctagonAlert, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Pill, type PillLook } from '@/app/components/pill';
import { StatusPill } from '@/app/components/status-pill';
import type { LoginState } from '@/lib/websites/rules/login-state';
import type { OwnershipState } from '@/lib/websites/rules/ownership-state';

const OWNERSHIP_STATUS = { UNVERIFIED: 'PENDING', VERIFIED: 'VERIFIED', EXPIRED: 'EXPIRED' } as const;

const LOGIN_LOOKS: Record<LoginState, PillLook> = {
  NOT_SET: { tone: 'attention', icon: CircleDashed },
  NO_LOGIN: { tone: 'neutral', icon: Info },
  UNTRIED: { tone: 'attention', icon: RotateCcw },
  PROVEN: { tone: 'success', icon: KeyRound },
  FAILED: { tone: 'attention', icon: OctagonAlert },
};

export function OwnershipPill({ state }: { state: OwnershipState }) {
  return <StatusPill status={OWNERSHIP_STATUS[state]} />;
}

export function LoginPill({ state }: { state: LoginState }) {
  const t = useTranslations('websites.loginState');
  return <Pill {...LOGIN_LOOKS[state]}>{t(state)}</Pill>;
}
