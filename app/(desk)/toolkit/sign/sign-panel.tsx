import { PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { EMPTY_BYTES } from '@/app/(desk)/toolkit/byte-source';
import { KeyField } from '@/app/(desk)/toolkit/key-field';
import { randomBytes } from '@/app/(desk)/toolkit/random-bytes';
import type { ToolProps } from '@/app/(desk)/toolkit/tool-props';
import { Button } from '@/app/components/button';
import { Card } from '@/app/components/card';
import { EmptyState } from '@/app/components/empty-state';
import { systemClock } from '@/lib/core/clock';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import { WINDOW_MS } from '@/lib/signing/verify';
import type { Profile } from '@/lib/signing/wire-message';
import { KindField } from './kind-field';
import type { NamedSample } from './named-sample';
import { SignFields } from './sign-fields';
import { type Signed, type SignForm, type SignProblem, signForm, withProfile } from './sign-form';
import { SignedView } from './signed-view';

const EMPTY: SignForm = {
  profile: 'v2-request',
  url: '',
  path: '',
  sample: null,
  json: '',
  body: EMPTY_BYTES,
};

type Made = { form: SignForm; accessKey: string; signed: Signed; isStale: boolean };

/** A message as KooGallery, or the seller in an answer, would make it: to send, or to compare with, on the seller's own machine. */
export function SignPanel({
  accessKey,
  onAccessKey,
  samples,
}: ToolProps & { samples: readonly NamedSample[] }) {
  const t = useTranslations('toolkit.sign');
  const [form, setForm] = useState<SignForm>(() => withProfile(EMPTY, EMPTY.profile, samples));
  const [made, setMade] = useState<Made | null>(null);
  const [problems, setProblems] = useState<readonly SignProblem[]>([]);
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems.length > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problems]);
  const signed = made?.signed;
  useEffect(() => {
    if (!signed) return;
    const timer = setTimeout(
      () => setMade((last) => (last?.signed === signed ? { ...last, isStale: true } : last)),
      WINDOW_MS,
    );
    return () => clearTimeout(timer);
  }, [signed]);

  function sign(event: FormEvent) {
    event.preventDefault();
    const sources = { clock: systemClock, random: randomBytes };
    const outcome = signForm(form, accessKey, sources, purePrimitives);
    setProblems(outcome.ok ? [] : outcome.problems);
    if (outcome.ok) setMade({ form, accessKey, signed: outcome.signed, isStale: false });
  }

  function choose(profile: Profile) {
    setProblems([]);
    setForm(withProfile(form, profile, samples));
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={t('title')}>
        <form ref={frame} onSubmit={sign} noValidate className="flex flex-col gap-5">
          <p className="max-w-reading text-muted">{t('lead')}</p>
          <KindField profile={form.profile} onChange={choose} />
          <KeyField
            label={t('key')}
            hint={t(`keyHint.${form.profile}`)}
            problem={problems.includes('KEY_EMPTY') ? t('problem.KEY_EMPTY') : undefined}
            value={accessKey}
            onChange={onAccessKey}
          />
          <SignFields
            form={form}
            onChange={setForm}
            samples={samples}
            describeProblem={(problem) => (problems.includes(problem) ? t(`problem.${problem}`) : undefined)}
          />
          <div>
            <Button type="submit" look="primary" icon={PenLine}>
              {t('sign')}
            </Button>
          </div>
        </form>
      </Card>
      {made === null ? (
        <Card>
          <EmptyState icon={PenLine} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        </Card>
      ) : (
        <SignedView
          name={made.form.sample ?? t('title')}
          signed={made.signed}
          isStale={isTimed(made.form) ? made.isStale : null}
          isOutdated={made.form !== form || made.accessKey !== accessKey}
        />
      )}
    </div>
  );
}

/** V1.0 names no window. */
const isTimed = ({ profile }: SignForm) => profile === 'v2-request' || profile === 'v2-kit';
