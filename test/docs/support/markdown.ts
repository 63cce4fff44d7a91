import fs from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../src/config.ts';

/** A fenced block, or one that a reader does not see: a comment that begins with `<!-- sh` or `<!-- sql`. */
export interface Block {
    file: string;
    /** Of its first line of text, counted from 1. */
    line: number;
    /** `sh`, `sql`, `text` for what is printed, or another language, which is only shown. */
    language: string;
    /** The database of a sql block. */
    layer: string;
    text: string;
    isHidden: boolean;
    mark: Mark | undefined;
    /** What the page says that it prints. */
    output: string | undefined;
}

/** What a comment before a block says of it. */
export type Mark =
    /** `<!-- not run: the reason -->` */
    | { kind: 'not run'; reason: string }
    /** `<!-- until: a text -->`: goes on until it is interrupted, once it has said so. */
    | { kind: 'until'; text: string }
    /** `<!-- stays until: a text -->`: the same, but it goes on beside the blocks that follow. */
    | { kind: 'stays'; text: string };

/** Code in running text. */
export interface Phrase {
    file: string;
    line: number;
    text: string;
    /** The layers that a table names in the row of the phrase. */
    layers: string[];
}

export interface Page {
    file: string;
    blocks: Block[];
    phrases: Phrase[];
    /** Targets of links to files and headings of the project. */
    links: { line: number; target: string }[];
    headings: string[];
    /** Comments of no known form: a mark that is misspelt would be ignored. */
    strange: { line: number; text: string }[];
}

export const pages = (): string[] => [
    'README.md',
    'CONTRIBUTING.md',
    'plpgsql/README.md',
    ...fs
        .readdirSync(path.join(projectRoot, 'docs'))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
];

export const readPage = (file: string): Page =>
    parsePage(file, fs.readFileSync(path.join(projectRoot, file), 'utf8'));

export function parsePage(file: string, markdown: string): Page {
    const page: Page = { file, blocks: [], phrases: [], links: [], headings: [], strange: [] };
    const lines = markdown.split('\n');
    let mark: Mark | undefined;
    for (let i = 0; i < lines.length; i++) {
        const text = lines[i] ?? '';
        const fence = /^(\s*)```(.*)$/.exec(text);
        const hidden = /^<!-- (sh|sql)( \w+)?$/.exec(text);
        if (fence || hidden) {
            const isEnd = (line = '') => (fence ? line.trim() === '```' : line === '-->');
            const first = i + 1;
            for (i++; i < lines.length && !isEnd(lines[i]); i++);
            const [language = 'text', layer = 'dwh'] = (
                fence ? (fence[2] ?? '') : text.slice('<!-- '.length)
            )
                .split(' ')
                .filter((word) => word !== '');
            const indent = fence?.[1]?.length ?? 0;
            const body = lines.slice(first, i).map((line) => line.slice(indent));
            addBlock(page, {
                ...{ file, line: first + 1, language, layer, text: body.join('\n') },
                ...{ isHidden: Boolean(hidden), mark, output: undefined },
            });
            mark = undefined;
        } else if (/^\s*<!--/.test(text)) {
            mark = readMark(text);
            if (!mark) page.strange.push({ line: i + 1, text });
        } else {
            readText(page, text, i + 1);
        }
    }
    return page;
}

/** What is printed belongs to the block before it, if that is one which prints. */
function addBlock(page: Page, block: Block): void {
    const before = page.blocks.at(-1);
    const isPrinted = block.language === 'text' && before && /^(sh|sql)$/.test(before.language);
    if (isPrinted && before.output === undefined) before.output = block.text;
    else page.blocks.push(block);
}

function readMark(text: string): Mark | undefined {
    const [, kind, rest = ''] = /^\s*<!-- (not run|until|stays until): (.+) -->$/.exec(text) ?? [];
    if (kind === 'not run') return { kind, reason: rest };
    if (kind === 'until') return { kind, text: rest };
    return kind ? { kind: 'stays', text: rest } : undefined;
}

function readText(page: Page, text: string, line: number): void {
    const heading = /^#+ (.*)$/.exec(text)?.[1];
    if (heading) page.headings.push(anchor(heading));
    const cells = text.startsWith('|') ? (text.split('|')[1] ?? '') : '';
    const layers = [...cells.matchAll(/\b(operational|mrr|stg|dwh)\b/g)].map(([name]) => name);
    for (const [, code = ''] of text.matchAll(/`([^`]+)`/g)) {
        page.phrases.push({ file: page.file, line, text: code, layers });
    }
    const bare = text.replace(/`[^`]*`/g, '');
    for (const [, target = ''] of bare.matchAll(/\]\(([^)]+)\)/g)) {
        if (!/^https?:/.test(target)) page.links.push({ line, target });
    }
}

/** As web pages of repositories make it. */
export function anchor(heading: string): string {
    return heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-');
}
