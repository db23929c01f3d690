import type { CauseReport, ItemReport, TestReport } from '@/lib/wiring/seller-test/test-report';

export const makeCause = (changes: Partial<CauseReport> = {}): CauseReport => ({
  ...{ code: 'STATUS_NOT_200', values: {}, mark: null, proof: null },
  ...{ title: 'title', detail: 'detail', fix: 'fix it', snippet: null },
  ...changes,
});

export const makeItem = (changes: Partial<ItemReport> = {}): ItemReport => ({
  ...{
    key: 'cases/newInstance',
    section: 'cases',
    activity: 'newInstance',
    caseName: '',
    title: 'newInstance',
  },
  ...{ state: 'PASSED', reason: null, finding: null, koogallery: null, causes: [], test: null },
  ...{ callsMs: 12, calls: [], repeat: [] },
  ...changes,
});

export const makeReport = (items: readonly ItemReport[], changes: Partial<TestReport> = {}): TestReport => ({
  ...{ format: 'preflight-test', version: 1, isRevealed: false, productionUrl: null, grades: null },
  ...{ startedAt: '2026-03-01T08:00:00.123Z', endedAt: '2026-03-01T08:00:01.123Z' },
  seller: {
    ...{ url: 'https://saas.example.com/produce', protocol: 'V2.0', productKind: 'COMMON' },
    ...{ billingModes: ['YEARLY_MONTHLY'], isTestFlagged: true },
  },
  ...{ verdict: 'failed', sentence: '1 of 1 failed', diagnoses: [], items },
  tally: { of: items.length, passed: 0, warned: 0, failed: items.length, notRun: 0, unfinished: 0 },
  ...changes,
});
