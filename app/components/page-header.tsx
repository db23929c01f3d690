import type { ReactNode } from 'react';
import { Breadcrumb, type Crumb } from './breadcrumb';
import { PageTitle } from './page-title';

type PageHeaderProps = {
  title: string;
  /** What the tab of the browser says, where that is more than the title. */
  tabTitle?: readonly string[];
  crumbs: readonly Crumb[];
  status?: ReactNode;
  /** One line below the title: what this is. */
  lead?: ReactNode;
  /** The primary action and its neighbours. */
  actions?: ReactNode;
  /** Usually `<NextSteps>`. */
  children?: ReactNode;
};

/** The head of a page: what is this, what state is it in, what do I do next. */
export function PageHeader({
  title,
  tabTitle = [title],
  crumbs,
  status,
  lead,
  actions,
  children,
}: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-4 pb-6">
      <PageTitle parts={tabTitle} />
      <Breadcrumb crumbs={crumbs} />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 text-28 font-semibold tracking-tight wrap-anywhere">{title}</h1>
            {status}
          </div>
          {lead !== undefined && <p className="max-w-reading text-muted">{lead}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </header>
  );
}
