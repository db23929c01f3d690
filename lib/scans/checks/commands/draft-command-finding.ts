import type { FindingDraft } from '@/lib/findings/rules/finding';
import type { FindingIn } from '@/lib/i18n/app-messages';
import type { InsertionPoint } from '../check';
import type { CommandShell } from './command-forms';

type Shown = Pick<FindingDraft, 'values' | 'evidence'> & {
  title: FindingIn<'findings-commands'>;
  shell: CommandShell;
};

/** What a finding of a command says, however it was proven. */
export function draftCommandFinding(
  point: InsertionPoint,
  { title, shell, values, evidence }: Shown,
): FindingDraft {
  return {
    checkId: 'os-command-injection',
    class: 'OS_COMMAND_INJECTION',
    titleKey: `findings-commands.${title}`,
    values: { parameter: point.name, shell, ...values },
    severity: 'HIGH',
    confidence: 'CONFIRMED',
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    cvssScore: 9.8,
    cwe: 78,
    method: point.method,
    url: point.url,
    parameter: { location: point.location, name: point.name },
    sink: shell,
    evidence,
  };
}
