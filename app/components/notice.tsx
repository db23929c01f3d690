import { Check, CircleAlert, Info, LoaderCircle, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Glyph } from './glyph';
import { TONE_TEXT, type Tone } from './tone';

const ICONS: Record<Tone, LucideIcon> = {
  attention: TriangleAlert,
  progress: LoaderCircle,
  success: Check,
  neutral: Info,
  danger: CircleAlert,
};

const FRAMES: Record<Tone, string> = {
  attention: 'bg-attention-quiet',
  progress: 'bg-progress-quiet',
  success: 'bg-success-quiet',
  neutral: 'bg-neutral-quiet',
  danger: 'bg-danger-quiet',
};

type NoticeProps = {
  tone: Tone;
  title: ReactNode;
  /** In place of the tone's own. */
  icon?: LucideIcon;
  children?: ReactNode;
  action?: ReactNode;
};

/** Something the reader of this page must know: one sentence, its why, at most one action. */
export function Notice({ tone, title, icon = ICONS[tone], children, action }: NoticeProps) {
  return (
    <div
      className={classNames(
        'flex flex-wrap gap-x-3 gap-y-2 rounded-8 px-4 py-3',
        children ? 'items-start' : 'items-center',
        FRAMES[tone],
      )}
    >
      <div className="flex min-w-0 flex-1 basis-60 items-start gap-3">
        <Glyph
          icon={icon}
          className={classNames(
            'mt-0.5',
            TONE_TEXT[tone],
            icon === ICONS.progress && 'motion-safe:animate-spin',
          )}
        />
        <div className="min-w-0 flex-1 wrap-anywhere">
          <p className="max-w-reading font-medium">{title}</p>
          {Boolean(children) && <div className="mt-0.5 max-w-reading">{children}</div>}
        </div>
      </div>
      {action}
    </div>
  );
}
