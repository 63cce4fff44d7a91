import { pathPatterns } from './bash.ts';
import { isValueOption, type Offer, type ValueOption, type Word } from './offers.ts';

/** A completion for fish. */
export function fishScript(offers: Offer[]): string {
    return `# pgstrata completion for fish
function __pgstrata_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        switch "$at $word"
            case ${pathPatterns(offers).replaceAll(' | ', ' ')}
                set at (string trim -- "$at $word")
        end
    end
    test "$at" = "$argv[1]"
end
complete -c pgstrata -f
${offers.flatMap(lines).join('\n')}`;
}

function lines({ path, commands, values, options, isFile }: Offer): string[] {
    const begin = `complete -c pgstrata -n ${quote(`__pgstrata_at ${quote(path)}`)}`;
    return [
        ...values.map((word) => `${begin} -a ${quote(word)}`),
        ...commands.map(({ word, meaning }) => `${begin} -a ${word} -d ${quote(meaning)}`),
        ...options.map((option) => `${begin} ${flag(option)} -d ${quote(option.meaning)}`),
        ...(isFile ? [`${begin} -F`] : []),
    ];
}

function flag(option: Word | ValueOption): string {
    const { word } = option;
    const name = word.startsWith('--') ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`;
    if (!isValueOption(option) || option.isOptional) return name;
    if (option.isFile) return `${name} -r -F`;
    return option.values.length > 0
        ? `${name} -x -a ${quote(option.values.join(' '))}`
        : `${name} -x`;
}

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
