/** What every tool shares: one key, typed once. */
export type ToolProps = { accessKey: string; onAccessKey: (key: string) => void };
