import fs from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';
import { type Block, pages, readPage } from './support/markdown.ts';
import { isTyped } from './support/walk.ts';

/** Why a block may be left alone, and what it then has to contain. */
const reasons: Record<string, RegExp> = {
    'it makes anew the folder that the tests run from': /npm ci/,
    'it would take the password from the other tests': /ALTER ROLE pgstrata_link PASSWORD/,
    'servers of the reader': /\b(db1|backup-host|shop-admin)\b/,
    'it needs a Docker engine': /^docker /m,
    'it takes many minutes': /^npm run (bench|test:matrix)/m,
    'tests, which run tests': /^npm (test|run)/,
};

/** What is shown and never typed. */
const shownOnly = ['text', 'yaml', 'json', 'ini'];

/** The pages that the tests beside this one walk through. */
const walked = fs
    .readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => fs.readFileSync(path.join(import.meta.dirname, name), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^ *walk\('([^']+)'/gm)].map(([, file]) => file));

const program = new Command('pgstrata').option('--json');
for (const name of fs.readdirSync(path.join(projectRoot, 'src/commands'))) {
    const { register } = await import(path.join(projectRoot, 'src/commands', name));
    register?.(program);
}

describe.for(pages())('%s', (file) => {
    const page = readPage(file);

    test('what it links to is there', () => {
        const broken = page.links.filter(({ target }) => {
            const [name = '', heading] = target.split('#');
            const place = name === '' ? file : path.join(path.dirname(file), name);
            if (!fs.existsSync(path.join(projectRoot, place))) return true;
            return heading !== undefined && !readPage(place).headings.includes(heading);
        });
        expect(broken).toEqual([]);
    });

    test('its comments and blocks are of a known form', () => {
        expect(page.strange.filter(({ text }) => !/^<!-- (generated|Made by)/.test(text))).toEqual(
            [],
        );
        const known = ['sh', 'sql', ...shownOnly];
        expect(page.blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
    });

    test('what is not run has a reason that holds', () => {
        const isExcused = ({ mark, text }: Block) =>
            mark?.kind !== 'not run' || reasons[mark.reason]?.test(text);
        expect(page.blocks.filter((block) => !isExcused(block))).toEqual([]);
    });

    test('what is to be typed is typed by a test', () => {
        // Its examples are those of the help texts, and test/help.test.ts parses each.
        if (file === 'docs/cli.md') return;
        if (page.blocks.some(isTyped)) expect(walked).toContain(file);
    });

    test('its commands exist, with their options', () => {
        const shell = page.blocks.filter(({ language }) => language === 'sh');
        const lines = [...shell, ...page.phrases].flatMap(({ text }) => text.split('\n'));
        const wrong = lines.flatMap((line) =>
            [...line.matchAll(/npx pgstrata ([^|&;#)>\n]*)/g)]
                .map(([, words = '']) => words.trim())
                .filter((words) => !isCommand(words.split(/\s+/))),
        );
        expect(wrong).toEqual([]);
    });
});

function isCommand([name = '', ...words]: string[]): boolean {
    if (/^[<…]/.test(name)) return true;
    const command = program.commands.find((one) => one.name() === name);
    if (!command) return false;
    const sub = command.commands.find((one) => one.name() === words[0]);
    const known = [program, command, sub].flatMap((one) => one?.options ?? []);
    const options = words.filter((word) => word.startsWith('-')).map((word) => word.split('=')[0]);
    return options.every(
        (option) =>
            option === '--help' ||
            known.some(({ short, long }) => option === short || option === long),
    );
}
