import { PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { systemClock } from '@/lib/core/clock';
import type { CapturedRequest } from '@/lib/http/exchange';
import { purePrimitives } from '@/lib/signing/pure-primitives';
import { Button } from '../../../components/button';
import { Card } from '../../../components/card';
import { EmptyState } from '../../../components/empty-state';
import { Field } from '../../../components/field';
import { SelectBox } from '../../../components/select-box';
import { AreaField } from '../area-field';
import { KeyField } from '../key-field';
import { LineField } from '../line-field';
import { randomBytes } from '../random-bytes';
import type { ToolProps } from '../tool-props';
import type { SampleRequest } from './sample-requests';
import { type SignProblem, signRequest } from './sign-request';
import { SignedView } from './signed-view';

const EXAMPLE_URL = 'https://saas.example.com/saas/produce';

type SignForm = { url: string; sample: number; json: string };
type Signed = { form: SignForm; accessKey: string; request: CapturedRequest };

/** A call as KooGallery would make it, to send from the seller's own machine. */
export function SignPanel({
  accessKey,
  onAccessKey,
  samples,
}: ToolProps & { samples: readonly SampleRequest[] }) {
  const t = useTranslations('toolkit.sign');
  const sampleId = useId();
  const [form, setForm] = useState<SignForm>({ url: '', sample: 0, json: samples[0]?.json ?? '' });
  const [signed, setSigned] = useState<Signed | null>(null);
  const [problems, setProblems] = useState<readonly SignProblem[]>([]);
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems.length > 0) frame.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [problems]);
  const problemOf = (problem: SignProblem) =>
    problems.includes(problem) ? t(`problem.${problem}`) : undefined;
  const isOutdated = signed !== null && (signed.form !== form || signed.accessKey !== accessKey);

  function sign(event: FormEvent) {
    event.preventDefault();
    const sources = { clock: systemClock, random: randomBytes };
    const outcome = signRequest({ ...form, accessKey }, sources, purePrimitives);
    setProblems(outcome.ok ? [] : outcome.problems);
    if (outcome.ok) setSigned({ form, accessKey, request: outcome.request });
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={t('title')}>
        <form ref={frame} onSubmit={sign} noValidate className="flex flex-col gap-5">
          <p className="max-w-reading text-muted">{t('lead')}</p>
          <KeyField
            label={t('key')}
            hint={t('keyHint')}
            problem={problemOf('KEY_EMPTY')}
            value={accessKey}
            onChange={onAccessKey}
          />
          <LineField
            label={t('url')}
            hint={t('urlHint')}
            placeholder={EXAMPLE_URL}
            inputMode="url"
            problem={problemOf('URL_INVALID')}
            value={form.url}
            onChange={(url) => setForm({ ...form, url })}
          />
          <Field id={sampleId} label={t('sample')} hint={t('sampleHint')}>
            <SelectBox
              id={sampleId}
              autoComplete="off"
              aria-describedby={`${sampleId}-hint`}
              value={String(form.sample)}
              onChange={(event) => {
                const sample = Number(event.target.value);
                setForm({ ...form, sample, json: samples[sample]?.json ?? '' });
              }}
              options={samples.map(({ activity, templateId }, index) => ({
                value: String(index),
                label: templateId === 'current' ? activity : t(`template.${templateId}`, { activity }),
              }))}
            />
          </Field>
          <AreaField
            label={t('body')}
            hint={t('bodyHint')}
            problem={problemOf('NOT_AN_OBJECT')}
            value={form.json}
            onChange={(json) => setForm({ ...form, json })}
          />
          <div>
            <Button type="submit" look="primary" icon={PenLine}>
              {t('sign')}
            </Button>
          </div>
        </form>
      </Card>
      {signed === null ? (
        <Card>
          <EmptyState icon={PenLine} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        </Card>
      ) : (
        <SignedView
          key={signed.request.url}
          name={samples[signed.form.sample]?.activity ?? t('title')}
          request={signed.request}
          isOutdated={isOutdated}
        />
      )}
    </div>
  );
}
