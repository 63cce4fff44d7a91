/** What the commands say of themselves, for the documentation and for shells. */
import type { Command } from 'commander';

/** The program and all of its commands and theirs, in the order of the help. */
export function allCommands(command: Command): Command[] {
    return [command, ...command.commands.flatMap(allCommands)];
}

/** `schedule set`: the words that call a command; nothing for the program itself. */
export function pathOf(command: Command): string {
    const above = command.parent ? pathOf(command.parent) : '';
    if (!command.parent) return '';
    return above === '' ? command.name() : `${above} ${command.name()}`;
}

/** The whole help of a command, with what was added to it. */
export function helpOf(command: Command): string {
    let text = '';
    const output = command.configureOutput();
    command.configureOutput({
        ...output,
        writeOut: (part) => {
            text += part;
        },
        getOutHelpWidth: () => 80,
        getOutHasColors: () => false,
    });
    command.outputHelp();
    command.configureOutput(output);
    return text.trimEnd();
}

export function exampleLines(command: Command): string[] {
    return [...helpOf(command).matchAll(/^ {2}\$ (.*)$/gm)].map(([, line]) => line ?? '');
}

/** The words after `pgstrata` in a line that is meant for a shell, as far as that command goes. */
export function wordsOf(line: string): string[] {
    const [, rest = ''] = /(?:^|[\s(])pgstrata\s+(.*)$/.exec(line) ?? [];
    const words = [];
    for (const [token, quoted] of rest.matchAll(/"([^"]*)"|'[^']*'|[|;<>&)]|[^\s"'|;<>&)]+/g)) {
        if (/^[|;<>&)]$/.test(token)) break;
        words.push(quoted ?? token.replace(/^'|'$/g, ''));
    }
    return words;
}
