'use client';

import { useSearchParams } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { CheckPanel } from './check/check-panel';
import { EncryptPanel } from './encrypt/encrypt-panel';
import type { NamedSample } from './sign/named-sample';
import { SignPanel } from './sign/sign-panel';
import { type ToolTab, toolTab } from './tool-tab';
import { ToolTabs } from './tool-tabs';

type ToolkitProps = { samples: readonly NamedSample[]; downloads: ReactNode };

/**
 * The four tools. Everything happens in this browser's memory: nothing is sent, and nothing is kept in the address,
 * a cookie or the browser's storage. One access key serves all tools until the page is left.
 */
export function Toolkit({ samples, downloads }: ToolkitProps) {
  const current = toolTab(useSearchParams().get('tab'));
  const [accessKey, setAccessKey] = useState('');
  const key = { accessKey, onAccessKey: setAccessKey };
  const panels: Record<ToolTab, ReactNode> = {
    check: <CheckPanel {...key} />,
    encrypt: <EncryptPanel {...key} />,
    sign: <SignPanel {...key} samples={samples} />,
    downloads,
  };
  return (
    <>
      <ToolTabs current={current} />
      {Object.entries(panels).map(([tab, panel]) => (
        <div key={tab} hidden={tab !== current}>
          {panel}
        </div>
      ))}
    </>
  );
}
