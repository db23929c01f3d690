'use client';

import { useState } from 'react';
import type { InterfaceSpec } from '@/lib/koogallery/interface';
import { fromFieldTexts, otherMembers, readJsonObject, toFieldTexts } from '@/lib/koogallery/request-form';
import { validateRequest } from '@/lib/koogallery/validate-request';
import type { JsonObject } from '@/lib/signing/canonical';
import type { Mode } from './mode-switch';

const inText = (request: JsonObject) => JSON.stringify(request, null, 2);

/** The request as it is being typed, as fields or as JSON, with what the rules say about it now. */
export function useRequestDraft(spec: InterfaceSpec | null, request: JsonObject) {
  const toParts = (whole: JsonObject) => ({
    texts: spec ? toFieldTexts(spec, whole) : {},
    others: spec ? otherMembers(spec, whole) : {},
  });
  const [mode, setMode] = useState<Mode>('fields');
  const [parts, setParts] = useState(() => toParts(request));
  const [json, setJson] = useState('');
  const { texts, others } = parts;
  const typed = mode === 'json' ? readJsonObject(json) : spec && fromFieldTexts(spec, texts, others);
  const { problems, warnings } =
    spec && typed ? validateRequest(spec, typed) : { problems: [], warnings: [] };

  return {
    ...{ mode, texts, others, json, typed, problems, warnings, setJson },
    setText: (name: string, text: string) => setParts({ texts: { ...texts, [name]: text }, others }),
    switchMode(next: Mode) {
      if (!typed) return;
      if (next === 'json') setJson(inText(typed));
      else setParts(toParts(typed));
      setMode(next);
    },
    /** Replaces everything that was typed. */
    begin(whole: JsonObject) {
      setParts(toParts(whole));
      setJson(inText(whole));
    },
  };
}
