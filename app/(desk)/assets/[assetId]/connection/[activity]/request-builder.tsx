'use client';

import { RotateCcw, Save, Send } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { ActionForm } from '@/app/components/action-form';
import { Button } from '@/app/components/button';
import { Field } from '@/app/components/field';
import { SelectBox } from '@/app/components/select-box';
import { SubmitButton } from '@/app/components/submit-button';
import { UnusableButton } from '@/app/components/unusable-button';
import type { RequestSample } from '@/lib/connection-tests/cases/draft-requests';
import { textOr } from '@/lib/i18n/text-or';
import type { Protocol } from '@/lib/koogallery/interface';
import { findInterface } from '@/lib/koogallery/interface-catalog';
import type { JsonObject } from '@/lib/signing/canonical';
import { builderAction } from './actions';
import { AddCaseField } from './add-case-field';
import { BuilderField } from './builder-field';
import { JsonField } from './json-field';
import { ModeSwitch } from './mode-switch';
import { useRequestDraft } from './use-request-draft';

type RequestBuilderProps = {
  assetId: string;
  protocol: Protocol;
  activity: string;
  /** Empty: the interface's own case. */
  caseName: string;
  /** What the case would send now. */
  request: JsonObject;
  samples: readonly RequestSample[];
  /** The case that a change can be saved in. */
  saved: { id: string; version: number } | null;
  /** Whether the request can be kept as a new case. */
  mayAdd: boolean;
  /** Why nothing can be sent now, as a sentence. */
  blocker: string | null;
  remedy: { href: Route; label: string } | undefined;
};

/**
 * The fields of the interface with their limits, or the same request as JSON; what is typed in one shows in the other.
 * What was typed stays after a call, for the next try; new ids and times, and other templates, are taken on request.
 */
export function RequestBuilder(props: RequestBuilderProps) {
  const { assetId, protocol, activity, caseName, request, samples, saved, mayAdd } = props;
  const t = useTranslations('connection.case');
  const spec = findInterface(protocol, activity);
  const draft = useRequestDraft(spec, request);
  if (!spec) return null;
  const { mode, texts, others, json, typed, problems, warnings } = draft;
  return (
    <ActionForm kind="act" action={builderAction}>
      <input type="hidden" name="assetId" value={assetId} />
      <input type="hidden" name="activityOfCase" value={activity} />
      <input type="hidden" name="caseName" value={caseName} />
      <input type="hidden" name="protocol" value={protocol} />
      <input type="hidden" name="mode" value={mode} />
      {saved && (
        <>
          <input type="hidden" name="caseId" value={saved.id} />
          <input type="hidden" name="version" value={saved.version} />
        </>
      )}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ModeSwitch mode={mode} isLocked={typed === null} onChange={draft.switchMode} />
        <Button look="quiet" size="sm" icon={RotateCcw} onClick={() => draft.begin(request)}>
          {t('afresh')}
        </Button>
      </div>
      {samples.length > 1 && (
        <TemplateSelect samples={samples} onChoose={(sample) => draft.begin(sample ?? request)} />
      )}
      {mode === 'json' ? (
        <JsonField
          text={json}
          isReadable={typed !== null}
          notes={[...problems, ...warnings]}
          onChange={draft.setJson}
        />
      ) : (
        <>
          <input type="hidden" name="others" value={JSON.stringify(others)} />
          {spec.request.map((field) => (
            <BuilderField
              key={field.name}
              field={field}
              text={texts[field.name] ?? ''}
              problem={problems.find((problem) => isAbout(problem.field, field.name))}
              onChange={(text) => draft.setText(field.name, text)}
            />
          ))}
        </>
      )}
      <p className="text-13 text-muted">{t('savedWhenPassed')}</p>
      <BuilderButtons {...props} />
      {mayAdd && <AddCaseField />}
    </ActionForm>
  );
}

function BuilderButtons({
  saved,
  blocker,
  remedy,
}: Pick<RequestBuilderProps, 'saved' | 'blocker' | 'remedy'>) {
  const t = useTranslations('connection.case');
  return (
    <div className="flex flex-wrap items-start gap-3">
      {blocker === null ? (
        <SubmitButton icon={Send} name="intent" value="send">
          {t('send')}
        </SubmitButton>
      ) : (
        <UnusableButton look="primary" reason={blocker} remedy={remedy}>
          {t('send')}
        </UnusableButton>
      )}
      {saved && (
        <SubmitButton look="secondary" icon={Save} name="intent" value="save">
          {t('save')}
        </SubmitButton>
      )}
    </div>
  );
}

/** A problem inside a list is named by its path: `userList[3].orgCode`. */
const isAbout = (path: string, name: string) => path === name || path.startsWith(`${name}[`);

type TemplateSelectProps = {
  samples: readonly RequestSample[];
  /** Null: the case's own request. */
  onChoose: (sample: JsonObject | null) => void;
};

/** Sample data to begin from; the choice is taken at once and is no part of the request. */
function TemplateSelect({ samples, onChoose }: TemplateSelectProps) {
  const t = useTranslations('connection.case');
  const templates = useTranslations('connection-checks.template');
  const id = useId();
  return (
    <Field id={id} label={t('template')}>
      <SelectBox
        id={id}
        defaultValue=""
        onChange={(event) =>
          onChoose(samples.find(({ templateId }) => templateId === event.target.value)?.request ?? null)
        }
        options={[
          { value: '', label: t('ownRequest') },
          ...samples.map(({ templateId }) => ({
            value: templateId,
            label: textOr(templates, templateId, templateId),
          })),
        ]}
      />
    </Field>
  );
}
