'use client';

import { RotateCcw, Send } from 'lucide-react';
import type { Route } from 'next';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { findInterface } from '@/lib/connection-tests/rules/interface-catalog';
import {
  fromFieldTexts,
  otherMembers,
  readJsonObject,
  toFieldTexts,
} from '@/lib/connection-tests/rules/request-form';
import { validateRequest } from '@/lib/connection-tests/rules/validate-request';
import type { JsonObject } from '@/lib/signing/canonical';
import { ActionForm } from '../../../../../components/action-form';
import { Button } from '../../../../../components/button';
import { SubmitButton } from '../../../../../components/submit-button';
import { UnusableButton } from '../../../../../components/unusable-button';
import { sendCaseAction } from '../actions';
import { BuilderField } from './builder-field';
import { JsonField } from './json-field';
import { type Mode, ModeSwitch } from './mode-switch';

type RequestBuilderProps = {
  assetId: string;
  activity: string;
  request: JsonObject;
  /** Why nothing can be sent now, as a sentence. */
  obstacle: string | null;
  remedy: { href: Route; label: string } | undefined;
};

/**
 * The fields of the interface with their limits, or the same request as JSON; what is typed in one shows in the other.
 * What was typed stays after a call, for the next try; new ids and times are taken on request.
 */
export function RequestBuilder({ assetId, activity, request, obstacle, remedy }: RequestBuilderProps) {
  const t = useTranslations('connection.case');
  const spec = findInterface('V2.0', activity);
  const fresh = () => ({
    texts: spec ? toFieldTexts(spec, request) : {},
    others: spec ? otherMembers(spec, request) : {},
  });
  const [mode, setMode] = useState<Mode>('fields');
  const [{ texts, others }, setParts] = useState(fresh);
  const [json, setJson] = useState('');
  if (!spec) return null;
  const typed = mode === 'json' ? readJsonObject(json) : fromFieldTexts(spec, texts, others);
  const { problems, warnings } = typed ? validateRequest(spec, typed) : { problems: [], warnings: [] };

  function switchMode(next: Mode) {
    if (!spec || !typed) return;
    if (next === 'json') setJson(JSON.stringify(typed, null, 2));
    else setParts({ texts: toFieldTexts(spec, typed), others: otherMembers(spec, typed) });
    setMode(next);
  }

  function startAfresh() {
    setParts(fresh());
    setJson(JSON.stringify(request, null, 2));
  }

  return (
    <ActionForm action={sendCaseAction}>
      <input type="hidden" name="assetId" value={assetId} />
      <input type="hidden" name="case" value={activity} />
      <input type="hidden" name="mode" value={mode} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ModeSwitch mode={mode} isLocked={typed === null} onChange={switchMode} />
        <Button look="quiet" size="sm" icon={RotateCcw} onClick={startAfresh}>
          {t('afresh')}
        </Button>
      </div>
      {mode === 'json' ? (
        <JsonField
          text={json}
          isReadable={typed !== null}
          notes={[...problems, ...warnings]}
          onChange={setJson}
        />
      ) : (
        <>
          <input type="hidden" name="others" value={JSON.stringify(others)} />
          {spec.request.map((field) => (
            <BuilderField
              key={field.name}
              field={field}
              text={texts[field.name] ?? ''}
              problem={problems.find((problem) => problem.field === field.name)}
              onChange={(text) => setParts({ texts: { ...texts, [field.name]: text }, others })}
            />
          ))}
        </>
      )}
      <p className="text-13 text-muted">{t('savedWhenPassed')}</p>
      {obstacle === null ? (
        <div>
          <SubmitButton icon={Send}>{t('send')}</SubmitButton>
        </div>
      ) : (
        <UnusableButton look="primary" reason={obstacle} remedy={remedy}>
          {t('send')}
        </UnusableButton>
      )}
    </ActionForm>
  );
}
