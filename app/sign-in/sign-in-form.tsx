'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ActionError, ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { SubmitButton } from '@/app/components/submit-button';
import { TextField } from '@/app/components/text-field';
import { formText } from '@/app/form-controls';
import { monotonicMs } from '@/lib/core/clock';
import { requestSignIn } from './request-sign-in';
import type { SignInProblem } from './sign-in-problem';

type SignInFormProps = {
  /** Where to go afterwards. */
  from: string;
  /** The name of the OpenID Connect provider, or null when none is configured. */
  provider: string | null;
  /** Why the provider has sent the person back. */
  problem: SignInProblem | null;
};

/** E-mail and password, or the provider. It is one form, so that one summary tells what went wrong with either. */
export function SignInForm({ from, provider, problem }: SignInFormProps) {
  const t = useTranslations('auth');

  /** @param attempt tells refusals in the same words apart, so that each is announced */
  const refusal = (attempt: string, { key, ...values }: SignInProblem): ActionError => ({
    code: 'UNAUTHENTICATED',
    message: t(`problem.${key}`, { minutes: 0, name: provider ?? '', ...values }),
    fields: [],
    reference: attempt,
  });

  async function signIn(_previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const attempt = String(monotonicMs());
    const typed = { email: formText(form, 'email').trim(), password: formText(form, 'password') };
    const isOidc = form.get('way') === 'oidc';
    const fields = (['email', 'password'] as const)
      .filter((field) => !isOidc && typed[field] === '')
      .map((field) => ({ field, message: t(`problem.${field}Missing`) }));
    if (fields.length > 0)
      return { ok: false, error: { code: 'VALIDATION', message: '', fields, reference: attempt } };
    const result = isOidc ? await requestSignIn('oidc', from) : await requestSignIn('password', from, typed);
    if (!result.ok) return { ok: false, error: refusal(attempt, result.problem) };
    window.location.assign(result.to);
    // The button shows that it runs until the next page is there.
    return new Promise(() => undefined);
  }

  return (
    <ActionForm
      action={signIn}
      kind="sign-in"
      initialError={problem === null ? null : refusal('provider', problem)}
    >
      <TextField
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <TextField
        name="password"
        type="password"
        label={t('password')}
        autoComplete="current-password"
        maxLength={200}
      />
      <SubmitButton name="way" value="password" className="min-h-11">
        {t('submit')}
      </SubmitButton>
      {provider !== null && (
        <>
          <p className="flex items-center gap-3 text-13 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {t('or')}
          </p>
          <SubmitButton name="way" value="oidc" look="secondary" icon={KeyRound} className="min-h-11">
            {t('provider', { name: provider })}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  );
}
