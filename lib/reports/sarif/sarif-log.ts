/**
 * The parts of SARIF 2.1.0 that a report uses (OASIS Standard, "Static Analysis Results Interchange Format (SARIF)
 * Version 2.1.0 Plus Errata 01"). Names are the standard's.
 */
export type SarifLevel = 'error' | 'warning' | 'note' | 'none';
export type SarifText = { text: string; markdown?: string };
type Bag = Record<string, unknown>;

export type SarifReference = { id: string; index: number; toolComponent: { name: string; index: number } };

export type SarifRule = {
  id: string;
  name: string;
  shortDescription: SarifText;
  fullDescription: SarifText;
  help: SarifText;
  defaultConfiguration: { level: SarifLevel };
  relationships: { target: SarifReference; kinds: string[] }[];
  properties: { tags: string[]; precision: string; 'problem.severity': string; 'security-severity': string };
};

export type SarifWebRequest = {
  protocol: string;
  version: string;
  method: string;
  target: string;
  headers: Record<string, string>;
  body?: { text: string };
};
export type SarifWebResponse = {
  protocol: string;
  version: string;
  statusCode: number;
  reasonPhrase: string;
  headers: Record<string, string>;
  body?: { text: string };
};

export type SarifRegion = {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
  snippet: { text: string };
};

export type SarifResult = {
  ruleId: string;
  ruleIndex: number;
  kind: 'fail';
  level: SarifLevel;
  message: SarifText;
  locations: {
    physicalLocation: { artifactLocation: { uri: string }; region?: SarifRegion };
    logicalLocations?: { name: string; fullyQualifiedName: string; kind: string }[];
  }[];
  partialFingerprints: Record<string, string>;
  taxa: SarifReference[];
  webRequest?: SarifWebRequest;
  webResponse?: SarifWebResponse;
  suppressions: { kind: 'external'; status: 'accepted'; justification: string }[];
  properties: Bag;
};

export type SarifNotification = {
  descriptor: { id: string };
  level: SarifLevel;
  message: { text: string };
};

export type SarifLog = {
  $schema: string;
  version: '2.1.0';
  runs: {
    tool: {
      driver: {
        name: string;
        version: string;
        language: string;
        shortDescription: SarifText;
        rules: SarifRule[];
        notifications: { id: string }[];
        supportedTaxonomies: { name: string; index: number }[];
      };
    };
    language: string;
    automationDetails: { id: string };
    invocations: {
      executionSuccessful: boolean;
      startTimeUtc: string;
      endTimeUtc: string;
      exitCodeDescription?: string;
      toolExecutionNotifications: SarifNotification[];
    }[];
    taxonomies: {
      name: string;
      organization: string;
      informationUri: string;
      shortDescription: SarifText;
      isComprehensive: false;
      taxa: { id: string; helpUri: string }[];
    }[];
    results: SarifResult[];
    columnKind: 'utf16CodeUnits';
    properties: Bag;
  }[];
};
