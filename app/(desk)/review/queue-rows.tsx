'use client';

import { classNames } from '@/app/components/class-names';
import { type Column, DataTable } from '@/app/components/data-table';
import { SeverityShape } from '@/app/components/severity-shape';
import { type ShownInstant, TimeMark } from '@/app/components/time-mark';
import { type PlainLink, usePlainLink } from '@/app/components/use-plain-link';
import { reviewPath } from '@/app/paths';

/** `warning`: what the deadline leaves out. */
type ShownDeadline = {
  instant: ShownInstant | null;
  /** Said in place of the instant while the clock is paused. */
  paused: string | null;
  left: string;
  isOverdue: boolean;
  warning?: string;
};

/** A review in the reader's words; null where there is nothing to say. */
export type ShownReview = {
  id: string;
  name: string;
  number: number;
  organization: string;
  kind: string;
  score: string | null;
  judged: string | null;
  age: string;
  since: string;
  deadline: ShownDeadline | null;
  claimedBy: string | null;
  waitingOn: string;
};

type Sorted = 'organization' | 'severity' | 'age' | 'deadline';
type QueueRowsProps = {
  rows: readonly ShownReview[];
  words: Record<'caption' | 'noFindings' | 'nothing' | 'noDeadline' | 'nobody', string>;
  labels: Record<Sorted | 'asset' | 'findings' | 'claimedBy' | 'waitingOn', string>;
  sorts: Record<Sorted, Column<ShownReview>['sort']>;
};

/** The table of the queue, drawn from data: a row of elements would be sent as markup and as elements again. */
export function QueueRows({ rows, words, labels, sorts }: QueueRowsProps) {
  const linkTo = usePlainLink();
  const columns: Column<ShownReview>[] = [
    {
      key: 'asset',
      label: labels.asset,
      isRowHeader: true,
      cell: (row) => <NameCell row={row} link={linkTo(reviewPath(row.id))} />,
    },
    ...whatColumns({ words, labels, sorts }),
    ...whoColumns({ words, labels, sorts }),
  ];
  return <DataTable caption={words.caption} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

type ColumnWords = Omit<QueueRowsProps, 'rows'>;
const orNothing = (text: string | null, nothing: string) =>
  text ?? <span className="text-muted">{nothing}</span>;

const whatColumns = ({ words, labels, sorts }: ColumnWords): Column<ShownReview>[] => [
  {
    key: 'organization',
    label: labels.organization,
    sort: sorts.organization,
    cell: ({ organization }) => <span className="wrap-anywhere">{organization}</span>,
  },
  {
    key: 'severity',
    label: labels.severity,
    sort: sorts.severity,
    cell: ({ score }) => (
      <span className="inline-flex items-center gap-2 tabular-nums">
        {score !== null && <SeverityShape severity="HIGH" />}
        {orNothing(score, words.noFindings)}
      </span>
    ),
  },
  {
    key: 'findings',
    label: labels.findings,
    align: 'end',
    cell: ({ judged }) => orNothing(judged, words.nothing),
  },
];

const whoColumns = ({ words, labels, sorts }: ColumnWords): Column<ShownReview>[] => [
  {
    key: 'age',
    label: labels.age,
    sort: sorts.age,
    cell: ({ age, since }) => (
      <span title={since} className="whitespace-nowrap">
        {age}
      </span>
    ),
  },
  {
    key: 'deadline',
    label: labels.deadline,
    sort: sorts.deadline,
    cell: ({ deadline }) => (deadline ? <DeadlineCell {...deadline} /> : orNothing(null, words.noDeadline)),
  },
  {
    key: 'claimedBy',
    label: labels.claimedBy,
    cell: ({ claimedBy }) => orNothing(claimedBy, words.nobody),
  },
  {
    key: 'waitingOn',
    label: labels.waitingOn,
    cell: ({ waitingOn }) => <span className="md:whitespace-nowrap">{waitingOn}</span>,
  },
];

const NameCell = ({ row: { name, number, kind }, link }: { row: ShownReview; link: PlainLink }) => (
  <span className="flex min-w-0 flex-col">
    <a {...link} className="font-medium wrap-anywhere text-text hover:underline">
      {name} <span className="font-normal text-muted tabular-nums">#{number}</span>
    </a>
    <span className="text-13 font-normal text-muted">{kind}</span>
  </span>
);

const DeadlineCell = ({ instant, paused, left, isOverdue, warning }: ShownDeadline) => (
  <span className="flex flex-col">
    {instant ? <TimeMark instant={instant} /> : paused}
    <span className={classNames('text-13 md:whitespace-nowrap', isOverdue ? 'text-attention' : 'text-muted')}>
      {left}
    </span>
    {warning !== undefined && <span className="text-13 text-attention">{warning}</span>}
  </span>
);
