'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionError, ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { Button } from '@/app/components/button';
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
  const { refusal, signIn, isSecondStep, startAgain } = useSignIn(from, provider);
  if (isSecondStep)
    return (
      <ActionForm key="code" action={signIn} kind="sign-in">
        <CodeField />
        <SubmitButton name="way" value="password" className="min-h-11">
          {t('secondStep.submit')}
        </SubmitButton>
        <Button onClick={startAgain}>{t('secondStep.back')}</Button>
      </ActionForm>
    );
  return (
    <ActionForm
      key="password"
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
      {provider !== null && <ProviderButton provider={provider} />}
    </ActionForm>
  );
}

/** Signs in by what the form says. A refusal is shown by the form; otherwise the browser leaves for the next page. */
function useSignIn(from: string, provider: string | null) {
  const t = useTranslations('auth');
  /** What a right password has led to the second step with: it is sent again with the code, and kept nowhere else. */
  const [proven, setProven] = useState<{ email: string; password: string } | null>(null);

  /** @param attempt tells refusals in the same words apart, so that each is announced */
  const refusal = (attempt: string, { key, ...values }: SignInProblem): ActionError => ({
    code: 'UNAUTHENTICATED',
    message: t(`problem.${key}`, { minutes: 0, name: provider ?? '', ...values }),
    fields: [],
    reference: attempt,
  });

  async function signIn(_previous: ActionResult | null, form: FormData): Promise<ActionResult> {
    const attempt = String(monotonicMs());
    const typed = proven
      ? { ...proven, code: formText(form, 'code').trim() }
      : { email: formText(form, 'email').trim(), password: formText(form, 'password') };
    const isOidc = form.get('way') === 'oidc';
    const fields = (['email', 'password', 'code'] as const)
      .filter((field) => !isOidc && field in typed && typed[field as keyof typeof typed] === '')
      .map((field) => ({ field, message: t(`problem.${field}Missing`) }));
    if (fields.length > 0)
      return { ok: false, error: { code: 'VALIDATION', message: '', fields, reference: attempt } };
    const result = isOidc ? await requestSignIn('oidc', from) : await requestSignIn('password', from, typed);
    if (result.ok) {
      window.location.assign(result.to);
      // The button shows that it runs until the next page is there.
      return new Promise(() => undefined);
    }
    if (result.problem.key === 'code') {
      setProven({ email: typed.email, password: typed.password });
      return { ok: true, value: undefined };
    }
    // The password was changed in between, or too much was tried: the form begins again.
    if (result.problem.key === 'wrong') setProven(null);
    return { ok: false, error: refusal(attempt, result.problem) };
  }

  return { refusal, signIn, isSecondStep: proven !== null, startAgain: () => setProven(null) };
}

/** The same function at every rendering, so that the field takes the focus once. */
const takeFocus = (field: HTMLInputElement | null) => field?.focus();

function CodeField() {
  const t = useTranslations('auth.secondStep');
  return (
    <>
      <p role="status">{t('lead')}</p>
      <TextField
        ref={takeFocus}
        name="code"
        label={t('code')}
        hint={t('hint')}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
      />
    </>
  );
}

function ProviderButton({ provider }: { provider: string }) {
  const t = useTranslations('auth');
  return (
    <>
      <p className="flex items-center gap-3 text-13 text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {t('or')}
      </p>
      <SubmitButton name="way" value="oidc" look="secondary" icon={KeyRound} className="min-h-11">
        {t('provider', { name: provider })}
      </SubmitButton>
    </>
  );
}
