import type { Command } from 'commander';
import { contextOf, examples } from '../context.ts';
import { type Databases, openDatabases } from '../databases.ts';
import { wholeNumber } from '../options.ts';
import { createOutput, type Output } from '../output.ts';
import { withClient } from '../statement.ts';
import { createReader, type Status, type StatusOptions } from '../status/read.ts';
import { drawScreen } from '../status/screen.ts';
import { watch } from '../watch.ts';

export interface StatusCommandOptions extends StatusOptions {
    json?: boolean | undefined;
    /** Seconds between two looks, or true for the default. */
    watch?: number | true;
}

const defaultSeconds = 2;

export async function status(
    databases: Databases,
    output: Output,
    options: StatusCommandOptions = {},
): Promise<void> {
    const read = createReader(options);
    if (options.watch !== undefined) return await keepMoving(databases, output, options, read);
    const found = await withClient(databases, 'dwh', 'pgstrata status', read);
    output.progress(`times are UTC; days are those of time zone ${found.timeZone}\n`);
    for (const [name, problem] of found.problems) output.progress(`${name}: ${problem}`);
    if (options.json) output.print(found.sections);
    else for (const line of drawScreen(found)) output.line(line);
}

async function keepMoving(
    databases: Databases,
    output: Output,
    options: StatusCommandOptions,
    read: ReturnType<typeof createReader>,
): Promise<void> {
    const seconds = options.watch === true ? defaultSeconds : (options.watch ?? defaultSeconds);
    const show = options.json ? oneLineOf : screenOf(process.stdout);
    let shown = '';
    await watch(databases, {
        applicationName: 'pgstrata status',
        every: seconds * 1000,
        output,
        look: async (client) => {
            const text = show(await read(client), shown === '');
            shown = text;
            process.stdout.write(text);
            return false;
        },
    });
}

/** In place on a terminal, else one after the other. */
function screenOf({ isTTY, columns, rows }: NodeJS.WriteStream) {
    return (found: Status, isFirst: boolean): string => {
        const lines = [`${found.at.slice(0, 19)} UTC`, '', ...drawScreen(found, columns)];
        if (!isTTY) return `${isFirst ? '' : '\n'}${lines.join('\n')}\n`;
        const clear = isFirst ? '\u001b[2J' : '';
        const fitting = lines.slice(0, rows - 1).map((line) => `${line}\u001b[K\n`);
        return `${clear}\u001b[H${fitting.join('')}\u001b[J`;
    };
}

function oneLineOf(found: Status): string {
    let text = '';
    createOutput({ json: true, stdout: { write: (part) => (text += part) } }).print(found.sections);
    // Within a string of JSON there is no line break.
    return `${text.replace(/\n\s*/g, '')}\n`;
}

export function register(program: Command): void {
    program
        .command('status')
        .summary('show how fresh the warehouse is, its runs, and what is wrong')
        .description(
            'Show on one screen how fresh the warehouse is, its rows by layer, the last and the ' +
                'next runs, rejects, and incidents. Rows are those that were counted last.',
        )
        .option('--count', 'count the rows of every layer now, which can take a while')
        .option(
            '--watch [seconds]',
            `keep it moving until Ctrl-C; with --json, one line a look (default: ${defaultSeconds})`,
            wholeNumber(1, 86_400),
        )
        .addHelpText('after', examples('pgstrata status --watch', 'pgstrata status --json'))
        .action(async (options: StatusCommandOptions, command: Command) => {
            const { config, output } = contextOf(command);
            const { json } = command.optsWithGlobals<{ json?: boolean }>();
            await status(await openDatabases(config), output, { ...options, json });
        });
}
