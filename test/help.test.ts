import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createProgram } from '../src/cli.ts';
import { allCommands, exampleLines, pathOf, wordsOf } from '../src/help.ts';

/** A program whose commands do nothing but say which of them was called. */
function silentProgram(): { program: Command; called: string[] } {
    const program = createProgram();
    const called: string[] = [];
    for (const command of allCommands(program)) {
        command.configureOutput({ writeOut: () => {}, writeErr: () => {} });
        command.action(() => void called.push(pathOf(command)));
    }
    return { program, called };
}

const commands = allCommands(createProgram()).slice(1);

describe.for(commands.map((command) => [pathOf(command), command] as const))(
    '%s',
    ([, command]) => {
        test('says in a line and in full what it does', () => {
            expect(command.summary() || command.description()).toMatch(/^\S.{8,}/);
            expect(command.description()).toMatch(/^\S.{8,}/s);
        });

        test('explains each argument and option', () => {
            for (const argument of command.registeredArguments) {
                expect(argument.description, argument.name()).toMatch(/\w/);
            }
            for (const option of command.options)
                expect(option.description, option.flags).toMatch(/\w/);
        });

        test('has examples, each of which is a command line of its own', async () => {
            const lines = exampleLines(command);
            expect(lines).not.toEqual([]);
            for (const line of lines) {
                const { program, called } = silentProgram();
                await program.parseAsync(wordsOf(line), { from: 'user' });
                expect(called, line).toHaveLength(1);
                const parent = pathOf(command).split(' ')[0];
                expect(called[0]?.split(' ')[0], line).toBe(parent);
            }
            const { program, called } = silentProgram();
            for (const line of lines) await program.parseAsync(wordsOf(line), { from: 'user' });
            expect(called).toContain(pathOf(command));
        });
    },
);

test('an example that is none is noticed', async () => {
    const { program } = silentProgram();
    await expect(
        program.parseAsync(wordsOf('pgstrata run --entitty sales'), { from: 'user' }),
    ).rejects.toThrow(/unknown option/);
});

test('words are those that a shell would give the command', () => {
    expect(wordsOf('psql "$(npx pgstrata url dwh)"')).toEqual(['url', 'dwh']);
    expect(wordsOf('pgstrata schedule set "0 */6 * * *" | cat')).toEqual([
        'schedule',
        'set',
        '0 */6 * * *',
    ]);
    expect(wordsOf('A=b pgstrata sql dwh -c "select 1; select 2" > file')).toEqual([
        ...['sql', 'dwh', '-c', 'select 1; select 2'],
    ]);
    expect(wordsOf("pgstrata sql dwh -c 'select 1' < file")).toEqual([
        'sql',
        'dwh',
        '-c',
        'select 1',
    ]);
});
