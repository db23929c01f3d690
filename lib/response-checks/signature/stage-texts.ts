import { readQuery } from '@/lib/signing/canonical';
import type { StagesShown } from '@/lib/signing/hypotheses/explain';
import type { Bytes } from '@/lib/signing/primitives';
import type { Profile } from '@/lib/signing/wire-message';

/** The stages of a calculation in their order. */
export const STAGES = ['raw', 'hash', 'canonical', 'digest'] as const;
export type Stage = (typeof STAGES)[number];

/** A calculation as texts; null where the profile has no such stage, or nobody knows it. */
export type StageTexts = Readonly<Record<Stage, string | null>>;

/**
 * The stages of a calculation for a reader.
 * @param show makes a text of what a stage holds
 */
export function stageTexts(
  { profile, url }: { profile: Profile; url: string },
  stages: StagesShown,
  show: (bytes: Bytes, stage: Stage) => string,
): StageTexts {
  const shown = (bytes: Bytes | null, stage: Stage) => (bytes === null ? null : show(bytes, stage));
  return {
    raw: show(profile === 'v1-auth-token' ? readQuery(url) : stages.payload, 'raw'),
    hash: shown(stages.bodyHash, 'hash'),
    // Under Body-Sign the body itself is signed: there is nothing between it and the digest.
    canonical: profile === 'v1-body-sign' ? null : show(stages.canonical, 'canonical'),
    digest: show(stages.signature, 'digest'),
  };
}
