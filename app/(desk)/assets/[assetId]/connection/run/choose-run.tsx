'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ActionResult } from '@/app/action-result';
import { ActionForm } from '@/app/components/action-form';
import { Button } from '@/app/components/button';
import { Checkbox } from '@/app/components/checkbox';
import { Dialog } from '@/app/components/dialog';
import { Select } from '@/app/components/select';
import { SubmitButton } from '@/app/components/submit-button';
import { RUN_SECTIONS, type RunSection } from '@/lib/connection-tests/rules/run-item';
import { PARALLELISM } from '@/lib/connection-tests/rules/run-plan';
import { runChosenAction } from './actions';
import { SectionChoice } from './section-choice';

/** Single parts of a run, how many calls at once, and calls as in production. */
export function ChooseRun({ assetId }: { assetId: string }) {
  const t = useTranslations('connection-run');
  const [isOpen, setOpen] = useState(false);
  const counts = Array.from({ length: PARALLELISM.most }, (_, index) => index + PARALLELISM.least);
  const start = async (previous: ActionResult<undefined> | null, form: FormData) => {
    const result = await runChosenAction(previous, form);
    if (result.ok) setOpen(false);
    return result;
  };
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('controls.choose')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('controls.chooseTitle')}>
        <ActionForm kind="act" action={start}>
          <input type="hidden" name="assetId" value={assetId} />
          <PartsField />
          <Select
            name="parallelism"
            label={t('controls.parallelism')}
            hint={t('controls.parallelismHint')}
            defaultValue={String(PARALLELISM.default)}
            options={counts.map((count) => ({
              value: String(count),
              label: t('controls.parallelismOption', { count }),
            }))}
          />
          <Checkbox
            name="unflagged"
            value="on"
            label={t('controls.unflagged')}
            hint={t('controls.unflaggedHint')}
          />
          <div>
            <SubmitButton>{t('controls.start')}</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  );
}

/** Which parts to run, ticked one by one or by a preset. */
function PartsField() {
  const t = useTranslations('connection-run');
  const [chosen, setChosen] = useState<readonly RunSection[]>(RUN_SECTIONS);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium">{t('controls.sections')}</legend>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset reads as two questions. */}
      <div role="group" aria-label={t('controls.presets')} className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setChosen(RUN_SECTIONS)}>
          {t('controls.allParts')}
        </Button>
        <Button size="sm" onClick={() => setChosen(RUN_SECTIONS.filter((one) => one !== 'adversarial'))}>
          {t('controls.withoutSuite')}
        </Button>
      </div>
      {RUN_SECTIONS.map((section) => (
        <SectionChoice
          key={section}
          section={section}
          isChosen={chosen.includes(section)}
          onChange={(isChosen) =>
            setChosen(RUN_SECTIONS.filter((one) => (one === section ? isChosen : chosen.includes(one))))
          }
        />
      ))}
    </fieldset>
  );
}
