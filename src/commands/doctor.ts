import type { Command } from 'commander';
import { type Context, contextOf, examples } from '../context.ts';
import { openDatabases } from '../databases.ts';
import type { Check } from '../doctor/check.ts';
import { examine } from '../doctor/index.ts';

/** Prints what it found; returns the exit code. */
export async function doctor({ config, output }: Context): Promise<number> {
    const checks = await examine(await openDatabases(config), config);
    const fields = ['check', 'status', 'detail', 'hint'].map((name) => ({ name }));
    const rows = checks.map(({ check, status, detail, hint }) => ({ check, status, detail, hint }));
    output.print([{ name: 'checks', title: 'Checks', table: { fields, rows } }]);
    return exitCodeOf(checks);
}

function exitCodeOf(checks: Check[]): number {
    const problems = checks.filter(({ status }) => status === 'problem');
    if (problems.length === 0) return 0;
    return problems.some(({ isConnection }) => isConnection) ? 3 : 1;
}

export function register(program: Command): void {
    program
        .command('doctor')
        .summary('test databases, links, privileges and settings, and say what to do')
        .description(
            'Test databases, links between them, versions, extensions, privileges and settings. ' +
                'It prints one line a check, with what to do where something is wrong, and ' +
                'changes nothing. Exit codes: 0 nothing is wrong, though there may be warnings; ' +
                '1 something is; 3 a database cannot be reached.',
        )
        .addHelpText('after', examples('pgstrata doctor', 'pgstrata doctor --json'))
        .action(async (_options: object, command: Command) => {
            process.exitCode = await doctor(contextOf(command));
        });
}
