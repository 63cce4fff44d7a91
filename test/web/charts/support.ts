import type { Html } from '../../../src/web/types.ts';

/** The text of what `html` makes. */
export const text = async (markup: Html): Promise<string> => String(await markup);

/** The attributes of every element of a name, optionally with a class. */
export function elements(
    markup: string,
    name: string,
    cssClass?: string,
): Record<string, string>[] {
    return [...markup.matchAll(new RegExp(`<${name}\\s([^>]*)>`, 'g'))]
        .map(([, attributes = '']) =>
            Object.fromEntries(
                [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [
                    key,
                    value,
                ]),
            ),
        )
        .filter(({ class: found = '' }) => !cssClass || found.split(' ').includes(cssClass));
}

/** What every chart must keep to: a title and a description that its SVG names, and no style. */
export function problemsOf(markup: string): string[] {
    const [svg] = elements(markup, 'svg');
    const ids = (svg?.['aria-labelledby'] ?? '').split(' ');
    return [
        ids.length === 2 && ids.every((id) => markup.includes(`id="${id}"`)) ? '' : 'unnamed',
        /<title id="[^"]+">[^<]+<\/title>/.test(markup) ? '' : 'no title',
        /<desc id="[^"]+">[^<]+<\/desc>/.test(markup) ? '' : 'no description',
        / style=/.test(markup) ? 'inline style' : '',
        /NaN|undefined|Infinity/.test(markup) ? 'a position that is none' : '',
    ].filter((problem) => problem !== '');
}
