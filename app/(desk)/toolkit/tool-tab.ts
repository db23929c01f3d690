export const TOOL_TABS = ['check', 'encrypt', 'sign', 'downloads'] as const;
export type ToolTab = (typeof TOOL_TABS)[number];

/** The tool that an address names; the first one for anything else. */
export const toolTab = (value: string | null): ToolTab => TOOL_TABS.find((tab) => tab === value) ?? 'check';
