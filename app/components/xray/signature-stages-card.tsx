import { useTranslations } from 'next-intl';
import { useExplanationTexts } from '@/app/components/exchange/use-explanation-texts';
import type { StoredExplanation } from '@/lib/messages/message-record';
import { KEY_PLACES, type SignatureStages } from '@/lib/response-checks/signature/compare-stages';
import type { StageTexts } from '@/lib/response-checks/signature/stage-texts';
import { stageRows } from './stage-rows';
import { StagesCard } from './stages-card';

type SignatureStagesCardProps = {
  stages: SignatureStages;
  /** Of the same attempt: the one that names the mistake comes first. */
  explanations: readonly StoredExplanation[];
};

const NAMES_IT = /^(SIGNATURE_MISTAKE|SELLER_MISTAKE|BODY_SIGN_(OLD_KEY|UNEXPLAINED))$/;

/** The Signature X-ray of an exchange: where the seller's calculation leaves the right one. */
export function SignatureStagesCard({ stages, explanations }: SignatureStagesCardProps) {
  const t = useTranslations('xray');
  const words = (text: string | null): string | null =>
    text
      ?.replaceAll(KEY_PLACES.accessKey, t('accessKey'))
      .replaceAll(KEY_PLACES.otherCase, t('otherCase'))
      .replaceAll(KEY_PLACES.otherKey, t('otherKey')) ?? null;
  const worded = ({ raw, hash, canonical, digest }: StageTexts): StageTexts => ({
    raw: words(raw),
    hash,
    canonical: words(canonical),
    digest: words(digest),
  });
  const rows = stageRows({ ...stages, ours: worded(stages.ours), theirs: worded(stages.theirs) });
  const named = explanations.find(({ code }) => NAMES_IT.test(code));
  const card = { rows, profile: stages.profile };
  return named ? <NamedCard {...card} explanation={named} /> : <StagesCard {...card} />;
}

type NamedCardProps = Parameters<typeof StagesCard>[0] & { explanation: StoredExplanation };

function NamedCard({ explanation: { code, values }, ...card }: NamedCardProps) {
  const { title, mistakes } = useExplanationTexts(code, values);
  return <StagesCard {...card} mistake={mistakes ?? title} />;
}
