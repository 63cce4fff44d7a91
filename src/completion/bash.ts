import { isValueOption, type Offer } from './offers.ts';

/** A completion for bash, for version 4 and later. */
export function bashScript(offers: Offer[]): string {
    return `# pgstrata completion for bash
_pgstrata() {
    local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} at= words= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "$at \${COMP_WORDS[i]}" in
            ${pathPatterns(offers)}) at="\${at:+$at }\${COMP_WORDS[i]}" ;;
        esac
    done
    COMPREPLY=()
    case "$at|$before" in
${offers.flatMap(valueCases).join('\n')}
    esac
    case "$at" in
${offers.map(wordCase).join('\n')}
    esac
    COMPREPLY+=($(compgen -W "$words" -- "$word"))
}
complete -F _pgstrata pgstrata`;
}

/** Of a command within what was typed before it: ` schedule` and `schedule set`. */
export function pathPatterns(offers: Offer[]): string {
    return offers
        .filter(({ path }) => path !== '')
        .map(({ path }) => `'${path.includes(' ') ? path : ` ${path}`}'`)
        .join(' | ');
}

function valueCases({ path, options }: Offer): string[] {
    return options.filter(isValueOption).map(({ word, values, isFile, isOptional }) => {
        const work = isFile
            ? 'COMPREPLY=($(compgen -f -- "$word")); return'
            : `COMPREPLY=($(compgen -W '${values.join(' ')}' -- "$word"))${isOptional ? '' : '; return'}`;
        return `        '${path}|${word}') ${work} ;;`;
    });
}

function wordCase({ path, commands, values, options, isFile }: Offer): string {
    const words = [...commands, ...options].map(({ word }) => word);
    const files = isFile ? ' COMPREPLY+=($(compgen -f -- "$word"));' : '';
    return `        '${path}')${files} words='${[...values, ...words].join(' ')}' ;;`;
}
