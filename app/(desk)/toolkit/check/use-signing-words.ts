import { useTranslations } from 'next-intl';
import { textOr } from '@/lib/i18n/text-or';
import type { SignatureFailure } from '@/lib/signing/failure';
import { mistakeWords, profileSide } from '@/lib/signing/hypotheses/mistake-words';
import type { Profile } from '@/lib/signing/wire-message';

/** What happened and what to do about it, in the reader's language. */
export type SigningWords = { what: string; fix: string };

/** The sentences of the signing room, which the command line says too. */
export function useSigningWords() {
  const t = useTranslations('signing');
  return {
    ofFailure(failure: SignatureFailure): SigningWords {
      const { code, ...rest } = failure;
      const values: Record<string, string | number> = {};
      for (const [name, value] of Object.entries(rest))
        if (typeof value === 'string' || typeof value === 'number') values[name] = value;
      if ('unit' in failure) values.unit = t(`unit.${failure.unit}`);
      if ('problem' in failure) values.problem = t(`bodySignProblem.${failure.problem}`);
      return { what: t(`failure.${code}.what`, values), fix: t(`failure.${code}.fix`, values) };
    },
    ofMistake(name: string, profile: Profile): SigningWords {
      const { id, values } = mistakeWords(name, profileSide(profile));
      return {
        what: textOr(t, `mistake.${id}.what`, id, values),
        fix: textOr(t, `mistake.${id}.fix`, id, values),
      };
    },
  };
}
