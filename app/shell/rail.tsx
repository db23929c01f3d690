import { PanelLeftClose, PanelLeftOpen, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { placesFor } from '@/app/places';
import { chooseRail } from '@/app/preference-actions';
import { OrganizationMenu } from './organization-menu';
import { PLACE_ICONS } from './place-icons';
import { RailCloser } from './rail-closer';
import { RailLink } from './rail-link';
import { RAIL_ITEM } from './rail-style';
import { type ShellActions, type ShellData, toDeskReader } from './shell-data';

export const RAIL_ID = 'rail';

type RailProps = { data: ShellData; actions: ShellActions; isCollapsed: boolean };

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
            {placesFor(toDeskReader(data))
              .filter(({ isInRail }) => isInRail)
              .map(({ id, href }) => (
                <RailLink
                  key={href}
                  href={href}
                  icon={<Glyph icon={PLACE_ICONS[id]} size={20} />}
                  label={t(id)}
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
