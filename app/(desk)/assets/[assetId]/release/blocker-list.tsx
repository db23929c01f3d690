'use client';

import { OctagonX } from 'lucide-react';
import { Glyph } from '@/app/components/glyph';
import { LinkButton } from '@/app/components/link-button';
import type { ShownBlocker } from './blocker-words';

/** What keeps an asset from being released: each with its cause and the way out. */
export const BlockerList = ({ blockers }: { blockers: readonly ShownBlocker[] }) => (
  <ul className="divide-y divide-line">
    {blockers.map(({ what, wayOut, href }) => (
      <li key={`${href} ${what}`} className="flex flex-wrap items-start gap-3 px-4 py-3">
        <Glyph icon={OctagonX} className="mt-0.5 text-attention" />
        <p className="min-w-0 flex-1 basis-60 wrap-anywhere">{what}</p>
        <LinkButton href={href} size="sm">
          {wayOut}
        </LinkButton>
      </li>
    ))}
  </ul>
);
