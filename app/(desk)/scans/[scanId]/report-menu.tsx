'use client';

import { ChevronDown, Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/components/button-style';
import { Glyph } from '@/app/components/glyph';
import { Menu } from '@/app/components/menu';
import { MENU_ITEM } from '@/app/components/menu-item';
import { scanPath } from '@/app/paths';
import type { ReportFormat } from '@/lib/reports/rules/report-format';

const OFFERED = ['html', 'xlsx', 'sarif', 'json'] as const satisfies readonly ReportFormat[];

/** The report as a file: plain links, because the router must not fetch them ahead. */
export function ReportMenu({ scanId }: { scanId: string }) {
  const t = useTranslations('reports.downloads');
  return (
    <Menu
      buttonClassName={buttonClass('secondary')}
      button={
        <>
          <Glyph icon={Download} />
          {t('label')}
          <Glyph icon={ChevronDown} />
        </>
      }
    >
      <ul>
        {OFFERED.map((format) => (
          <li key={format}>
            <a href={`${scanPath(scanId)}/report?format=${format}`} download className={MENU_ITEM}>
              {t(format)}
            </a>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
