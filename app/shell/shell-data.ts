import type { DeskReader } from '@/app/places';

/** What the shell shows; pure data, so that it can be drawn without a session. */
export type ShellOrganization = { id: string; name: string };

export type ShellData = {
  /** Null for people who review only, or who have not joined an organization yet. */
  organization: ShellOrganization | null;
  organizations: readonly ShellOrganization[];
  user: { name: string; email: string };
  isReviewer: boolean;
  /** Administrators see the kept decisions of all organizations; reviewers reach them from their desk. */
  hasDecisions: boolean;
  mayCreateAssets: boolean;
  /** How many notices are unread; the bell counts no further than `BELL_MOST`. */
  unread: number;
};

export const toDeskReader = ({ organization, isReviewer, hasDecisions }: ShellData): DeskReader => ({
  ...{ isReviewer, hasDecisions },
  isMember: organization !== null,
});

/** Server actions that the shell's small forms send to. `chooseOrganization` reads `organizationId`. */
export type ShellActions = {
  chooseOrganization: (form: FormData) => Promise<void>;
  signOut: (form: FormData) => Promise<void>;
};
