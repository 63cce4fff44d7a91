import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cliPage } from '../../scripts/cli-page.ts';
import { createProgram } from '../../src/cli.ts';
import { projectRoot } from '../../src/config.ts';
import { allCommands, exampleLines, pathOf } from '../../src/help.ts';
import { settings } from '../../src/settings.ts';
import { scratchFolder } from '../support/index.ts';

const page = cliPage(createProgram());

test('every command has a section with its options and examples', () => {
    const sections = page.split(/^## /m);
    for (const command of allCommands(createProgram()).slice(1)) {
        const text =
            sections.find((part) => part.startsWith(`pgstrata ${pathOf(command)}\n`)) ?? '';
        for (const { flags } of command.options) expect(text).toContain(`\`${flags}\``);
        for (const { name } of command.registeredArguments.map((a) => ({ name: a.name() }))) {
            expect(text).toContain(`\`<${name}>\``);
        }
        const examples = text.split('```sh\n')[1]?.split('\n```')[0]?.split('\n');
        expect(examples).toHaveLength(exampleLines(command).length);
        for (const line of examples ?? []) expect(line).toContain('npx pgstrata ');
    }
    expect(page).toContain('psql "$(npx pgstrata url dwh)"\n');
    expect(page).toContain('npx pgstrata completion zsh > ~/.zfunc/_pgstrata\n');
});

test('every setting has its meaning, but those of the tests', () => {
    const { shape } = settings({ env: {}, warn: () => {} });
    for (const name of Object.keys(shape).filter((name) => name.startsWith('PGSTRATA_'))) {
        const row = new RegExp(`^\\| \`${name}\` \\| \\w.*\\|$`, 'm');
        if (name.startsWith('PGSTRATA_TEST_')) expect(page).not.toContain(name);
        else expect(page).toMatch(row);
    }
    expect(page).toMatch(/^\| `PGPASSFILE` \| .* \| `~\/\.pgpass` \|$/m);
});

test('names in a sentence are code, once', () => {
    expect(page).toContain('(unless `PGSTRATA_*_URL` name');
    expect(page).toContain('it needs `PGSTRATA_WEB_PASSWORD`.');
    expect(page).not.toContain('``pgstrata');
});

test('a page that is not current is noticed, with the command that mends it', () => {
    const file = path.join(scratchFolder('docs'), 'cli.md');
    const make = (...words: string[]) =>
        spawnSync(process.execPath, ['scripts/docs-cli.ts', ...words, file], {
            cwd: projectRoot,
            encoding: 'utf8',
        });
    fs.writeFileSync(file, `${page}\nan edit by hand\n`);
    const { status, stderr } = make('--check');
    expect(status).toBe(1);
    expect(stderr).toMatch(
        /is not what the commands say; write it again with: npm run docs:cli\n$/,
    );
    expect(make().status).toBe(0);
    expect(fs.readFileSync(file, 'utf8')).toBe(page);
});
