import { type NoticeKind, rulesOfKind } from './notice-kinds';
import { defaultMode, type NoticeMode } from './subjects';

/** How a notice comes by mail, by what its kind allows, what its reader has chosen, and their role. */
export function chooseMailing(
  kind: NoticeKind,
  reader: {
    role: Parameters<typeof defaultMode>[1];
    chosen: Readonly<Record<string, NoticeMode>>;
    isRead: boolean;
  },
): NoticeMode {
  const { subject, isSecurity, isInboxOnly } = rulesOfKind(kind);
  if (isSecurity) return 'NOW';
  if (isInboxOnly || reader.isRead) return 'OFF';
  return reader.chosen[subject] ?? defaultMode(subject, reader.role);
}
