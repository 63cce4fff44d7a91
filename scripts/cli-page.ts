/** The page of the documentation that the commands and the settings write themselves. */
import type { Command } from 'commander';
import { exitCodes } from '../src/errors.ts';
import { allCommands, exampleLines, pathOf } from '../src/help.ts';
import { settings } from '../src/settings.ts';

const width = 120;

export function cliPage(program: Command): string {
    const commands = allCommands(program).slice(1);
    const anchors = commands.map((command) => {
        const title = `pgstrata ${pathOf(command)}`;
        return [
            `[\`${pathOf(command)}\`](#${title.replaceAll(' ', '-')})`,
            command.summary() || command.description(),
        ];
    });
    return `${[
        '# The command line',
        '<!-- Made by `npm run docs:cli` from src/commands/, src/settings.ts and src/connection/keywords.ts. -->',
        wrap(
            '`npx pgstrata <command>`, or `pgstrata <command>` where it is installed. Each command says the same with ' +
                '`--help`, and every command takes `--json`.',
        ),
        table(['command', 'does'], anchors),
        ...commands.map(section),
        '## Output',
        wrap(
            'Data goes to stdout, and progress, warnings and errors go to stderr: on a terminal the steps of a run move ' +
                'there, elsewhere each ends in a line. `NO_COLOR` takes the colours away. No command shows a password but ' +
                '`url`, which is for that.',
        ),
        wrap(
            'With `--json` data is one JSON document: an array with an object for each row where a command prints one ' +
                'table, and an object with such an array for each table where it prints several. Numbers have all their ' +
                'digits, times are text in UTC, and what is not known is `null`. `logs --follow` and `status --watch` ' +
                'write one document a line. Errors stay text on stderr.',
        ),
        '## Exit codes',
        table(['code', 'means'], Object.entries(exitCodes)),
        '## Settings',
        wrap(
            'Environment variables, all of which are checked before a command does anything; what is wrong is reported ' +
                'together. An empty value is one that is not set, and a name that begins with `PGSTRATA_` and is none of ' +
                'these is an error. A URL is a connection URI of libpq, such as ' +
                '`postgresql://admin@db1:5432/shop?sslmode=require`.',
        ),
        table(['setting', 'meaning', 'if it is not set'], settingRows(/^PGSTRATA_(?!TEST_)/)),
        '## Variables of libpq',
        wrap(
            'What a URL leaves out comes from a service file, from these variables, from the password file or from a ' +
                'default, in this order, as it does for psql. `PGDATABASE` is not used: there are four databases, and each ' +
                'URL names its own. A link URL takes what it leaves out from the URL of its layer. Several hosts, ' +
                '`hostaddr`, and what asks for a channel binding, GSSAPI or a peer are refused.',
        ),
        table(['variable', 'meaning', 'if it is not set'], settingRows(/^PG(?!STRATA)/)),
    ].join('\n\n')}\n`;
}

function section(command: Command): string {
    const help = command.createHelp();
    const below = command.commands.map((child) => `\`${child.name()}\``);
    const rows = [
        ...command.registeredArguments.map((argument) => [
            code(argument.required ? `<${argument.name()}>` : `[${argument.name()}]`),
            marked(help.argumentDescription(argument)),
        ]),
        ...command.options.map((option) => [
            code(option.flags),
            marked(help.optionDescription(option)),
        ]),
    ];
    return [
        `## pgstrata ${pathOf(command)}`,
        wrap(marked(command.description())),
        ...(below.length > 0 ? [`Commands of its own: ${below.join(', ')}.`] : []),
        ...(rows.length > 0 ? [table(['argument, option', 'meaning'], rows)] : []),
        ['```sh', ...exampleLines(command).map(withNpx), '```'].join('\n'),
    ].join('\n\n');
}

/** As one types it in a clone of the repository. */
const withNpx = (line: string) =>
    line.replace(/(?<!npx )(?<!\/_)\bpgstrata (?=[a-z-])/g, 'npx pgstrata ');

function settingRows(pattern: RegExp): string[][] {
    const { shape } = settings({ env: {}, warn: () => {} });
    return Object.entries(shape)
        .filter(([name, value]) => pattern.test(name) && value.meta()?.description)
        .map(([name, value]) => {
            const { description = '', otherwise = '' } = value.meta() as Meta;
            return [code(name), description, otherwise];
        });
}

interface Meta {
    description?: string;
    otherwise?: string;
}

/** Names of options, variables and paths as code. */
function marked(text: string): string {
    const names =
        /(?<![`\w])(--[a-z][a-z-]*|PG[A-Z]+(?:_[A-Z*]+)*|(?:~|\b\w+)?\/[\w./]*)(?![`\w])/g;
    return text
        .split(/(`[^`]*`)/)
        .map((part) => (part.startsWith('`') ? part : part.replace(names, '`$1`')))
        .join('');
}

const code = (text: string) => `\`${text}\``;

function table(titles: string[], rows: string[][]): string {
    const line = (cells: string[]) =>
        `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

function wrap(text: string): string {
    const lines = [''];
    for (const word of text.split(/\s+/)) {
        const last = lines.at(-1) ?? '';
        if (last !== '' && last.length + word.length >= width) lines.push(word);
        else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines.join('\n');
}
