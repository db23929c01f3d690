import {
  ArrowRightLeft,
  CalendarDays,
  ClipboardCheck,
  Gauge,
  Globe,
  Package,
  PanelLeftClose,
  PanelLeftOpen,
  Send,
  Settings,
  ShieldCheck,
  Tag,
  Wrench,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { chooseRail } from '@/app/preference-actions';
import { OrganizationMenu } from './organization-menu';
import { RailCloser } from './rail-closer';
import { RailLink } from './rail-link';
import { RAIL_ITEM } from './rail-style';
import type { ShellActions, ShellData } from './shell-data';

export const RAIL_ID = 'rail';

type RailProps = { data: ShellData; actions: ShellActions; isCollapsed: boolean };

const isMember = ({ organization }: ShellData): boolean => organization !== null;

const PLACES = [
  { href: '/', icon: Gauge, label: 'overview', isShown: isMember },
  { href: '/assets', icon: Package, label: 'assets', isShown: isMember },
  { href: '/products', icon: Tag, label: 'products', isShown: isMember },
  { href: '/websites', icon: Globe, label: 'websites', isShown: isMember },
  { href: '/requests', icon: Send, label: 'requests', isShown: isMember },
  { href: '/calendar', icon: CalendarDays, label: 'calendar', isShown: isMember },
  { href: '/messages', icon: ArrowRightLeft, label: 'messages', isShown: isMember },
  { href: '/toolkit', icon: Wrench, label: 'toolkit', isShown: () => true },
  {
    href: '/review',
    icon: ClipboardCheck,
    label: 'review',
    isShown: ({ isReviewer }: ShellData) => isReviewer,
  },
  {
    href: '/decisions/everywhere',
    icon: ShieldCheck,
    label: 'decisions',
    isShown: ({ hasDecisions }: ShellData) => hasDecisions,
  },
] as const;

/**
 * The way through the desk. On a phone the same element is a popover that the top bar opens; on a desk its style
 * keeps it in view, wide or narrow as the cookie says.
 */
export function Rail({ data, actions, isCollapsed }: RailProps) {
  const t = useTranslations('shell');
  return (
    <aside id={RAIL_ID} popover="auto" aria-label={t('rail')} className="desk-rail">
      <RailCloser railId={RAIL_ID} />
      <div className="desk-rail-body">
        {data.organizations.length > 0 && (
          <OrganizationMenu
            organization={data.organization}
            organizations={data.organizations}
            choose={actions.chooseOrganization}
          />
        )}
        <nav aria-label={t('navigation')} className="flex-1">
          <ul className="flex flex-col gap-0.5">
            {PLACES.filter(({ isShown }) => isShown(data)).map(({ href, icon, label }) => (
              <RailLink
                key={href}
                href={href}
                icon={<Glyph icon={icon} size={20} />}
                label={t(label)}
                isExact={href === '/'}
              />
            ))}
          </ul>
        </nav>
        <ul className="flex flex-col gap-0.5">
          <RailLink href="/settings" icon={<Glyph icon={Settings} size={20} />} label={t('settings')} />
          <li className="max-lg:hidden">
            <form action={chooseRail}>
              <input type="hidden" name="rail" value={isCollapsed ? 'wide' : 'collapsed'} />
              <button type="submit" className={RAIL_ITEM} aria-expanded={!isCollapsed}>
                <Glyph icon={isCollapsed ? PanelLeftOpen : PanelLeftClose} size={20} />
                <span className="desk-rail-word">{isCollapsed ? t('widen') : t('collapse')}</span>
              </button>
            </form>
          </li>
        </ul>
      </div>
    </aside>
  );
}
