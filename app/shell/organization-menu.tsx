import { Check, ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Glyph } from '@/app/components/glyph';
import { Menu } from '@/app/components/menu';
import { MENU_ITEM } from '@/app/components/menu-item';
import type { ShellActions, ShellOrganization } from './shell-data';

type OrganizationMenuProps = {
  organization: ShellOrganization | null;
  organizations: readonly ShellOrganization[];
  choose: ShellActions['chooseOrganization'];
};

/** Whose desk this is; with several, the way to another. */
export function OrganizationMenu({ organization, organizations, choose }: OrganizationMenuProps) {
  const t = useTranslations('shell');
  const name = organization?.name ?? t('noOrganization');
  const sign = (
    <span
      aria-hidden="true"
      className="grid size-8 shrink-0 place-items-center rounded-8 bg-accent text-14 font-semibold text-on-accent"
    >
      {Array.from(name)[0]?.toUpperCase()}
    </span>
  );
  const words = (
    <span className="desk-rail-only-wide min-w-0 flex-1 truncate text-left font-semibold">{name}</span>
  );
  if (organizations.length < 2) {
    return (
      <div title={name} className="flex min-h-11 items-center gap-2.5 px-1">
        {sign}
        {words}
      </div>
    );
  }
  return (
    <Menu
      side="start"
      label={t('switchOrganization', { name })}
      buttonClassName="flex min-h-11 w-full items-center gap-2.5 rounded-8 px-1 hover:bg-hover -outline-offset-2"
      button={
        <>
          {sign}
          {words}
          <Glyph icon={ChevronsUpDown} className="desk-rail-only-wide text-muted" />
        </>
      }
    >
      <form action={choose}>
        {organizations.map(({ id, name: other }) => (
          <button
            key={id}
            type="submit"
            name="organizationId"
            value={id}
            aria-pressed={id === organization?.id}
            className={MENU_ITEM}
          >
            <span className="min-w-0 flex-1 truncate">{other}</span>
            {id === organization?.id && <Glyph icon={Check} className="text-accent" />}
          </button>
        ))}
      </form>
    </Menu>
  );
}
