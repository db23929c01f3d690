import { useTranslations } from 'next-intl';
import type { MouseEvent } from 'react';
import { classNames } from '@/app/components/class-names';
import { TOOL_TABS, type ToolTab } from './tool-tab';

/**
 * The tools as links, each with its own address. Unlike the kit's tabs they ask the server for nothing: all tools are
 * on the page already, and what was typed into one is still there after a look at another.
 */
export function ToolTabs({ current }: { current: ToolTab }) {
  const t = useTranslations('toolkit');

  function open(event: MouseEvent<HTMLAnchorElement>) {
    // A click that asks for another tab or window is the browser's own affair.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    window.history.pushState(null, '', event.currentTarget.href);
  }

  return (
    <nav aria-label={t('tools')} className="mb-6 overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {TOOL_TABS.map((tab) => (
          <li key={tab}>
            <a
              href={`/toolkit?tab=${tab}`}
              onClick={open}
              aria-current={tab === current ? 'page' : undefined}
              className={classNames(
                'flex min-h-10 items-center border-b-2 px-3 whitespace-nowrap -outline-offset-2',
                tab === current
                  ? 'border-accent font-medium text-text'
                  : 'border-transparent text-muted hover:border-edge hover:text-text',
              )}
            >
              {t(`tab.${tab}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
