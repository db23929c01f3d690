import { X } from 'lucide-react';
import type { Route } from 'next';
import Form from 'next/form';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from './button';
import { LinkButton } from './link-button';

type FilterRowProps = {
  /** The list's address without filters. */
  action: Route;
  label: string;
  /** Whether any filter is set: then there is a way to drop them all. */
  isFiltered: boolean;
  /** Where the list is without filters, if its bare address leads elsewhere. */
  cleared?: Route;
  children: ReactNode;
};

/** The filters of a list: a GET form, so that they are in the URL and back works. */
export function FilterRow({ action, label, isFiltered, cleared = action, children }: FilterRowProps) {
  const t = useTranslations('common.filter');
  return (
    <Form
      prefetch={false}
      action={action}
      role="search"
      aria-label={label}
      className="grid grid-cols-2 items-end gap-3 pb-4 sm:flex sm:flex-wrap"
    >
      {children}
      <Button type="submit">{t('apply')}</Button>
      {isFiltered && (
        <LinkButton href={cleared} look="quiet" icon={X}>
          {t('clear')}
        </LinkButton>
      )}
    </Form>
  );
}
