import { useTranslations } from 'next-intl';
import type { SignatureFailure } from '@/lib/signing/failure';
import type { Mistake } from '@/lib/signing/hypotheses/explain';

/** What happened and what to do about it, in the reader's language. */
export type Words = { what: string; fix: string };

/** The sentences of the signing room, which the command line says as well. */
export function useSigningWords() {
  const t = useTranslations('signing');
  return {
    ofFailure(failure: SignatureFailure): Words {
      const { code, ...rest } = failure;
      const values: Record<string, string | number> = {};
      for (const [name, value] of Object.entries(rest))
        if (typeof value === 'string' || typeof value === 'number') values[name] = value;
      if ('unit' in failure) values.unit = t(`unit.${failure.unit}`);
      if ('problem' in failure) values.problem = t(`bodySignProblem.${failure.problem}`);
      return { what: t(`failure.${code}.what`, values), fix: t(`failure.${code}.fix`, values) };
    },
    ofMistake: (mistake: Mistake): Words => ({
      what: t(`mistake.${mistake}.what`),
      fix: t(`mistake.${mistake}.fix`),
    }),
  };
}
