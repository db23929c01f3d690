import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { HELP_PAGES, type HelpTopic, interfacePage, STEP_TOPICS } from '@/app/help/help-topics';
import { StepHelp } from '@/app/help/step-help';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import { loadMessages } from '@/lib/i18n/messages';

const HOSTS = ['support.huaweicloud.com', 'support-intl.huaweicloud.com'];
const TOPICS = Object.keys(STEP_TOPICS) as HelpTopic[];
const APP = path.resolve(import.meta.dirname, '../../../app');

/** A topic as it is drawn; a text that is missing throws. */
const draw = (topic: HelpTopic, locale: Locale, page = interfacePage('none')) =>
  renderToStaticMarkup(
    <NextIntlClientProvider
      locale={locale}
      timeZone="UTC"
      messages={loadMessages(locale)}
      onError={(error) => {
        throw error;
      }}
    >
      <StepHelp topic={topic} page={page} />
    </NextIntlClientProvider>,
  );

const links = (markup: string) => [...markup.matchAll(/<a ([^>]*)>([^<]*)<\/a>/g)];

describe.each(LOCALES)('the help of a step in %s', (locale) => {
  it.each(TOPICS)(
    'says %s and leads to pages of KooGallery in a new tab that the name announces',
    (topic) => {
      const found = links(draw(topic, locale));
      expect(found).toHaveLength(STEP_TOPICS[topic].length);
      for (const [, attributes, name] of found) {
        expect(attributes).toContain('target="_blank"');
        expect(attributes).toContain('rel="noopener noreferrer"');
        expect(name).toMatch(/opens in a new tab|在新标签页中打开/);
      }
    },
  );

  it('has two texts for each topic and none besides', () => {
    const { topics } = loadMessages(locale).help as { topics: Record<string, Record<string, string>> };
    expect(Object.keys(topics).sort()).toEqual([...TOPICS].sort());
    for (const texts of Object.values(topics)) expect(Object.keys(texts)).toEqual(['what', 'how']);
  });
});

describe('the pages of the help', () => {
  it.each(Object.entries(HELP_PAGES))('%s is on a host of KooGallery, over HTTPS', (_page, address) => {
    const { protocol, host, username, search } = new URL(address);
    expect({ protocol, username, search }).toEqual({ protocol: 'https:', username: '', search: '' });
    expect(HOSTS).toContain(host);
  });

  it('are more for an interface that has one of its own', () => {
    const page = interfacePage('queryInstance');
    expect(links(draw('interfaceV2', 'en', page))[0]?.[1]).toContain(HELP_PAGES.queryInstance);
    expect(interfacePage('assets')).toBeUndefined();
  });

  it('are each used, and so is each topic', () => {
    const sources = readdirSync(APP, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => readFileSync(path.join(APP, name), 'utf8'))
      .filter((text) => text.includes('<StepHelp'))
      .join();
    for (const topic of TOPICS) expect(sources, topic).toMatch(new RegExp(`['"]${topic}['"]`));
    const used = Object.values(STEP_TOPICS).flat() as string[];
    for (const page of Object.keys(HELP_PAGES))
      expect(used.includes(page) || interfacePage(page) === page, page).toBe(true);
  });
});
