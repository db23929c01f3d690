import { describe, expect, it } from 'vitest';
import { CHOSEN_SCOPES, permissionsOfScopes } from '@/lib/api-keys/rules/api-scopes';
import { findVerbs } from './find-verbs';
import { listImports } from './list-imports';
import { readSources } from './parse-source';

/** Why a verb that the desk calls for sellers has no operation of its own. */
const WITHOUT_OPERATION: Record<string, string> = {
  // Lists with numbered pages: a program's lists have cursors.
  listAssets: 'listAssetsAfter',
  listCarriedDecisions: 'listCarriedDecisionsAfter',
  listProducts: 'listProductsAfter',
  listScans: 'listScansAfter',
  listSubmissions: 'listSubmissionsAfter',
  listWebsites: 'listWebsitesAfter',
  // The same rows as files for people.
  exportAssets: 'listAssets',
  exportAudit: 'listAudit',
  exportMessages: 'listMessages',
  getVerificationFile: 'getOwnership has its name and content',
  // What a page shows together, of which each part has an operation.
  getAssetHub: 'getAsset, getReadiness, listAssetSubmissions',
  getOverview: 'listAssets, getReadiness, listSubmissions',
  listNewestScans: 'listScans',
  listWebsiteAssets: 'listAssets names the websites of each',
  readScanProgress: 'getScan',
  countNewerMessages: 'listMessages',
  getRelease: 'releaseProduct answers with the blockers',
  getFileUsage: 'a file that is too much is refused with the figures',
  // One act for many rows of a list: a program does each row, and hears of each what became of it.
  previewBulk: 'startScan, deleteAsset',
  startBulk: 'startScan, deleteAsset',
  stopBulk: 'cancelScan',
  getBulkRun: 'getScan',
  listOpenBulkRuns: 'listScans',
  // What helps people to choose and to see.
  searchAssets: 'finds assets by their names while somebody types: listAssets',
  listSavedViews: 'a member’s own filters of the desk',
  listAssetChoices: 'the choices of a filter',
  listMessageChoices: 'the choices of a filter',
  compareMessages: 'shows two messages side by side: getMessage has both',
  listMessageMarks: 'marks places in a message for the eye',
  readSignatureStages: 'shows a calculation step by step',
  listScanTrend: 'numbers of charts: listScans and listFindings have what they are made of',
  listWeeklyCalls: 'numbers of charts: listMessages has what they are made of',
  listWeeklyFindings: 'numbers of charts: listFindings has what they are made of',
};

const isDoorOfPrograms = (file: string): boolean => file.startsWith('app/api/v1/');
const doors = readSources('app').filter(({ file }) => !isDoorOfPrograms(file));
const operations = readSources('lib').filter(({ file }) => file.startsWith('lib/api/operations/'));

/** Which of the verbs these sources call. */
function calledBy(sources: typeof doors): Set<string> {
  const imported = new Set(
    sources.flatMap((source) =>
      listImports(source)
        .filter(({ isType }) => !isType)
        .flatMap(({ to, names }) => names.map((name) => `${to}.ts ${name}`)),
    ),
  );
  return new Set(verbs.filter(({ file, name }) => imported.has(`${file} ${name}`)).map(({ name }) => name));
}

const forKeys: readonly string[] = permissionsOfScopes(CHOSEN_SCOPES);
/** Those that a key can be allowed; why the others are for people alone is said beside the scopes. */
const verbs = findVerbs().filter(({ asks }) => asks.length > 0 && asks.every((ask) => forKeys.includes(ask)));

describe('what the desk does for sellers', () => {
  const inDesk = calledBy(doors);
  const inApi = calledBy(operations);

  it('is what programs can ask for, or there is a reason', () => {
    expect(inDesk.size).toBeGreaterThan(80);
    const missing = [...inDesk].filter((name) => !inApi.has(name) && !Object.hasOwn(WITHOUT_OPERATION, name));
    expect(missing, 'needs an operation in lib/api/operations, or a reason here').toEqual([]);
  });

  it('has no reason that nothing needs', () => {
    const idle = Object.keys(WITHOUT_OPERATION).filter((name) => !inDesk.has(name) || inApi.has(name));
    expect(idle).toEqual([]);
  });
});
