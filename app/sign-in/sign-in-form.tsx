'use client';

import { KeyRound } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, startTransition, useActionState, useId, useMemo } from 'react';
import { FormContext } from '../components/form-context';
import { SubmitButton } from '../components/submit-button';
import { TextField } from '../components/text-field';
import { ProblemBox } from './problem-box';
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

type State = { missing: string[]; problem: SignInProblem | null; isLeaving: boolean };

/** E-mail and password, or the provider. It is one form, so that one summary tells what went wrong with either. */
export function SignInForm({ from, provider, problem }: SignInFormProps) {
  const t = useTranslations('auth');
  const formId = useId();
  const [state, send, isSending] = useActionState(signIn, { missing: [], problem, isLeaving: false });
  const isPending = isSending || state.isLeaving;
  const problems = useMemo(
    () => new Map(state.missing.map((field) => [field, t(`problem.${field}Missing`)])),
    [state.missing, t],
  );
  const context = useMemo(() => ({ formId, problems, isPending }), [formId, problems, isPending]);

  async function signIn(_previous: State, form: FormData): Promise<State> {
    const typed = {
      email: String(form.get('email') ?? '').trim(),
      password: String(form.get('password') ?? ''),
    };
    const isOidc = form.get('way') === 'oidc';
    const missing = isOidc
      ? []
      : Object.entries(typed).flatMap(([field, value]) => (value === '' ? [field] : []));
    if (missing.length > 0) return { missing, problem: null, isLeaving: false };
    const answer = isOidc ? await requestSignIn('oidc', from) : await requestSignIn('password', from, typed);
    if (!answer.ok) return { missing, problem: answer.problem, isLeaving: false };
    window.location.assign(answer.to);
    return { missing, problem: null, isLeaving: true };
  }

  /** React would empty a form with an action afterwards; what was typed must survive a refusal. */
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    startTransition(() => send(data));
  }

  return (
    <FormContext value={context}>
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-5">
        <ProblemBox
          attempt={state}
          sentence={
            state.problem &&
            t(`problem.${state.problem.key}`, { minutes: 0, name: provider ?? '', ...state.problem })
          }
          fields={[...problems].map(([field, message]) => ({ href: `#${formId}-${field}`, message }))}
        />
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
          {isPending ? t('submitting') : t('submit')}
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
      </form>
    </FormContext>
  );
}
