import type { Argument, Command, Option } from 'commander';
import { pathOf } from '../help.ts';
import { layers } from '../layers.ts';

/** A word that can be typed, and what it means. */
export interface Word {
    word: string;
    meaning: string;
}

/** An option that is followed by a value: by one of these, by a file, or by what nobody can guess. */
export interface ValueOption extends Word {
    values: string[];
    isFile: boolean;
    /** The option may stand alone. */
    isOptional: boolean;
}

/** What can follow a command. */
export interface Offer {
    /** The words that call it: `schedule set`; nothing for the program itself. */
    path: string;
    commands: Word[];
    /** What its arguments may be, if that is known. */
    values: string[];
    isFile: boolean;
    options: (Word | ValueOption)[];
}

/** What a shell can offer after each command, taken from the commands themselves. */
export function offersOf(program: Command): Offer[] {
    return commandsBelow(program).map(({ command, path }) => {
        const help = command.createHelp();
        const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)];
        const values = command.registeredArguments.map(valuesOf);
        // The argument of `help` is a command.
        const isHelp = command.name() === 'help' && path === 'help';
        return {
            path,
            commands: isHelp ? wordsOf(program) : wordsOf(command),
            values: values.flatMap((value) => value.values),
            isFile: values.some((value) => value.isFile),
            options: options.flatMap(optionWords),
        };
    });
}

export const isValueOption = (option: Word | ValueOption): option is ValueOption =>
    'values' in option;

function commandsBelow(
    command: Command,
    path = pathOf(command),
): { command: Command; path: string }[] {
    const below = command.createHelp().visibleCommands(command);
    return [
        { command, path },
        ...below.flatMap((child) => commandsBelow(child, `${path} ${child.name()}`.trim())),
    ];
}

function wordsOf(command: Command): Word[] {
    return command
        .createHelp()
        .visibleCommands(command)
        .map((child) => ({ word: child.name(), meaning: child.summary() || child.description() }));
}

function optionWords(option: Option): (Word | ValueOption)[] {
    const words = [option.long, option.short].filter((word) => word !== undefined && word !== null);
    const takesValue = option.required || option.optional;
    return words.map((word) => ({
        word,
        meaning: option.description,
        ...(takesValue && { ...valuesOf(option), isOptional: option.optional }),
    }));
}

/** Of an argument or an option: its choices, the layers, or files, by its name. */
function valuesOf(part: Argument | Option): { values: string[]; isFile: boolean } {
    const name = 'flags' in part ? (/[<[]([^\]>.]*)/.exec(part.flags)?.[1] ?? '') : part.name();
    const values = part.argChoices ?? (name === 'layer' ? [...layers] : []);
    return { values, isFile: /^(file|path|folder)$/.test(name) };
}
