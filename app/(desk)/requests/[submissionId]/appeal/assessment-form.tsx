'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, startTransition, useEffect, useRef, useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { Button } from '@/app/components/button';
import { forgetDraft, keepDraft, readDraft } from '@/app/components/kept-draft';
import { Notice } from '@/app/components/notice';
import type { AppealDetails } from '@/lib/appeals/get-appeal';
import type { ConflictData } from '@/lib/core/edit-conflict';
import type { FindingClass } from '@/lib/findings/rules/finding';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import { saveAssessmentAction } from './actions';
import { AssessmentFields } from './assessment-fields';
import { type AssessmentTexts, isSameTexts, textsIn, toTexts } from './assessment-texts';

type AssessmentFormProps = {
  submissionId: string;
  findingId: string;
  findingClass: FindingClass;
  /** Whose unsaved text this browser keeps. */
  personId: string;
  assessment: AppealDetails['assessments'][number] | null;
  /** What the form begins with where nothing was written yet. */
  suggestion: AssessmentText | null;
  /** The finding blocks: without an explanation the appeal cannot be submitted. */
  isNeeded: boolean;
  ends: AppealDetails['ends'];
};
type Saved = { version: number };
/** `form` is another number for each form that is rendered again; `isRestored`: from what this browser kept. */
type Shown = { form: number; version: number; texts: AssessmentTexts; isRestored: boolean };

/**
 * Columns F, G and H of one finding, which save themselves. The form keeps the version that it shows. Values that a
 * workbook, another window or a colleague stored meanwhile take its place where nothing was typed; else they are announced,
 * and shown when asked for: what is being typed is never replaced. What is typed is kept in the browser until it is saved.
 */
export function AssessmentForm(props: AssessmentFormProps) {
  const { submissionId, findingId, findingClass, isNeeded, ends } = props;
  const stored = props.assessment?.version ?? 0;
  const draftKey = `${props.personId} ${submissionId} ${findingId}`;
  const [shown, setShown] = useState<Shown>({ ...startWith(props), form: 0 });
  const [isKept, setKept] = useState(true);
  const holder = useRef<HTMLDivElement>(null);
  const showNew = (next: Omit<Shown, 'form'>) => setShown((before) => ({ ...next, form: before.form + 1 }));
  function showStored() {
    forgetDraft(draftKey);
    showNew(startWith(props));
  }

  useNewerTexts(props, shown, holder, setShown);
  useKeptTexts(draftKey, toTexts(props.assessment ?? props.suggestion), (texts, version) =>
    showNew({ version, texts, isRestored: true }),
  );

  function keep(version: number) {
    const typed = typedTexts(holder);
    if (typed !== null) setKept(keepDraft(draftKey, { values: typed, version }));
  }

  async function save(previous: ActionResult<Saved> | null, form: FormData) {
    const sent = textsIn(form);
    const result = await saveAssessmentAction(previous, form);
    if (!result.ok) return result;
    const { version } = result.value;
    const typed = typedTexts(holder);
    if (typed === null || isSameTexts(typed, sent)) forgetDraft(draftKey);
    else keep(version);
    startTransition(() => setShown((before) => ({ ...before, version, texts: sent, isRestored: false })));
    return result;
  }

  function takeTheirs({ version, fields }: ConflictData) {
    const theirs = Object.fromEntries(fields.map((one) => [one.field, one.theirs]));
    forgetDraft(draftKey);
    showNew({ version, texts: { ...shown.texts, ...typedTexts(holder), ...theirs }, isRestored: false });
  }

  return (
    <div ref={holder} className="flex flex-col gap-5" onInput={() => keep(shown.version)}>
      <AssessmentFields
        key={shown.form}
        {...{ submissionId, findingId, findingClass, isNeeded, ends, save, isKept }}
        {...shown}
        onTakeTheirs={takeTheirs}
      />
      {stored > shown.version && <NewerNotice assessment={props.assessment} onShow={showStored} />}
    </div>
  );
}

/** Shows newer values where nothing was typed. What was typed is in the form alone, so it is looked at when they arrive. */
function useNewerTexts(
  props: AssessmentFormProps,
  shown: Shown,
  holder: RefObject<HTMLElement | null>,
  setShown: (next: Shown) => void,
): void {
  useEffect(() => {
    const typed = typedTexts(holder);
    if ((props.assessment?.version ?? 0) <= shown.version || typed === null) return;
    const next = startWith(props);
    if (isSameTexts(typed, shown.texts) || isSameTexts(typed, next.texts))
      setShown({ ...next, form: shown.form + 1 });
  }, [props, shown, holder, setShown]);
}

/** Gives back what this browser kept. It alone knows: the server draws the form without it. */
function useKeptTexts(
  draftKey: string,
  begun: AssessmentTexts,
  restore: (texts: AssessmentTexts, version: number) => void,
): void {
  const first = useRef({ begun, restore });
  useEffect(() => {
    const kept = readDraft(draftKey);
    if (kept === null) return;
    const texts = { ...first.current.begun, ...kept.values };
    if (isSameTexts(texts, first.current.begun)) forgetDraft(draftKey);
    else first.current.restore(texts, kept.version);
  }, [draftKey]);
}

type NewerNoticeProps = Pick<AssessmentFormProps, 'assessment'> & { onShow: () => void };

/** Says that other values are stored by now, and who stored them. */
function NewerNotice({ assessment, onShow }: NewerNoticeProps) {
  const t = useTranslations('appeals.assessment');
  const name = assessment?.updatedByName ?? t('someone');
  return (
    <Notice
      tone="attention"
      title={assessment?.isYours ? t('changedByYou') : t('changed', { name })}
      action={
        <Button size="sm" onClick={onShow}>
          {t('showStored')}
        </Button>
      }
    />
  );
}

/** What the form holds now; null where it is gone. */
function typedTexts({ current }: RefObject<HTMLElement | null>): AssessmentTexts | null {
  const form = current?.querySelector('form');
  return form ? textsIn(new FormData(form)) : null;
}

const startWith = ({ assessment, suggestion }: AssessmentFormProps): Omit<Shown, 'form'> => ({
  version: assessment?.version ?? 0,
  texts: toTexts(assessment ?? suggestion),
  isRestored: false,
});
