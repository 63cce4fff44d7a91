import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../../src/cli.ts';
import { bashScript } from '../../src/completion/bash.ts';
import { fishScript } from '../../src/completion/fish.ts';
import { offersOf } from '../../src/completion/offers.ts';
import { zshScript } from '../../src/completion/zsh.ts';
import { allCommands, pathOf } from '../../src/help.ts';
import { pgstrata } from '../support/index.ts';

const program = createProgram();
const offers = offersOf(program);
const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** What bash offers for the last of these words, asked of bash itself. */
function offered(...words: string[]): string[] {
    const typed = ['pgstrata', ...words].map((word) => `'${word}'`).join(' ');
    const script = `${bashScript(offers)}
        COMP_WORDS=(${typed}) COMP_CWORD=${words.length}
        _pgstrata
        printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], {
        encoding: 'utf8',
    });
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    return stdout.split('\n').filter((word) => word !== '');
}

test('every command and each of its options is offered', () => {
    for (const command of allCommands(program)) {
        const offer = offers.find(({ path }) => path === pathOf(command));
        const options = offer?.options.map(({ word }) => word) ?? [];
        for (const { long } of command.options) expect(options).toContain(long);
        const below = command.commands.map((child) => child.name());
        expect(offer?.commands.map(({ word }) => word)).toEqual(expect.arrayContaining(below));
    }
});

describe.skipIf(!has('bash'))('bash', () => {
    test('completes commands, of the program and of a command', () => {
        expect(offered('st')).toEqual(['start', 'status']);
        expect(offered('')).toEqual(
            expect.arrayContaining(['run', 'url', 'completion', '--json', '--help']),
        );
        expect(offered('schedule', 're')).toEqual(['resume', 'remove']);
        expect(offered('help', 'sche')).toEqual(['schedule']);
    });

    test('completes options, those of the command and the one for all', () => {
        expect(offered('run', '--e')).toEqual(['--entity']);
        expect(offered('run', '--')).toEqual(['--entity', '--queue', '--help', '--json']);
        expect(offered('--json', 'logs', '--fo')).toEqual(['--follow']);
    });

    test('completes layers and other values, and guesses none', () => {
        expect(offered('url', '')).toEqual(
            expect.arrayContaining(['operational', 'mrr', 'stg', 'dwh']),
        );
        expect(offered('url', 'd')).toEqual(['dwh']);
        expect(offered('migrate', 'down', 's')).toEqual(['stg']);
        expect(offered('migrate', '--print-admin-sql', 'o')).toEqual(['operational']);
        expect(offered('migrate', '--print-admin-sql', '--f')).toEqual(['--force']);
        expect(offered('completion', 'z')).toEqual(['zsh']);
        expect(offered('seed', '--sales', '')).toEqual([]);
        expect(offered('seed', '--sales', '5', '--c')).toEqual(['--customers']);
    });
});

test.skipIf(!has('zsh'))('zsh reads its script', () => {
    const input = zshScript(offers);
    expect(spawnSync('zsh', ['-n'], { input, encoding: 'utf8' })).toMatchObject({ stderr: '' });
});

test.skipIf(!has('fish'))('fish reads its script', () => {
    const input = fishScript(offers);
    expect(spawnSync('fish', ['--no-execute'], { input, encoding: 'utf8' })).toMatchObject({
        stderr: '',
    });
});

test.for([
    ['zsh', zshScript(offers), /'run:run the pipeline once'/],
    ['fish', fishScript(offers), /-a run -d 'run the pipeline once'/],
] as const)('%s gets commands with what they do', ([, script, says]) => {
    expect(script).toMatch(says);
});

test('the script is printed whatever the settings are', async () => {
    const { code, stdout, stderr } = await pgstrata(['completion', 'bash'], { PGSTRATA_PORT: 'x' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`${bashScript(offers)}\n`);
});
