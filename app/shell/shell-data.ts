/** What the shell shows; pure data, so that it can be drawn without a session. */
export type ShellOrganization = { id: string; name: string };

export type ShellData = {
  /** Null for people who review only, or who have not joined an organization yet. */
  organization: ShellOrganization | null;
  organizations: readonly ShellOrganization[];
  user: { name: string; email: string };
  isReviewer: boolean;
};

/** Server actions that the shell's small forms send to. `chooseOrganization` reads `organizationId`. */
export type ShellActions = {
  chooseOrganization: (form: FormData) => Promise<void>;
  signOut: (form: FormData) => Promise<void>;
};
