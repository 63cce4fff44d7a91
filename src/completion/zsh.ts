import { pathPatterns } from './bash.ts';
import { isValueOption, type Offer, type Word } from './offers.ts';

/** A completion for zsh: a file named _pgstrata in its fpath, or to be sourced. */
export function zshScript(offers: Offer[]): string {
    return `#compdef pgstrata
# pgstrata completion for zsh
_pgstrata() {
    local at= i
    local -a offered
    for ((i = 2; i < CURRENT; i++)); do
        case "$at \${words[i]}" in
            ${pathPatterns(offers)}) at="\${at:+$at }\${words[i]}" ;;
        esac
    done
    case "$at|\${words[CURRENT - 1]}" in
${offers.flatMap(valueCases).join('\n')}
    esac
    case "$at" in
${offers.map(wordCase).join('\n')}
    esac
    _describe -t pgstrata 'pgstrata' offered
}
if [[ "\${funcstack[1]}" = _pgstrata ]]; then _pgstrata "$@"; else compdef _pgstrata pgstrata; fi`;
}

function valueCases({ path, options }: Offer): string[] {
    return options.filter(isValueOption).map(({ word, values, isFile, isOptional }) => {
        const offer = isFile ? '_files' : values.length > 0 ? `compadd ${values.join(' ')}` : ':';
        return `        '${path}|${word}') ${offer}${isOptional ? '' : '; return'} ;;`;
    });
}

function wordCase({ path, commands, values, options, isFile }: Offer): string {
    const plain = values.map((word) => ({ word, meaning: '' }));
    const words = [...plain, ...commands, ...options].map(described).join(' ');
    return `        '${path}')${isFile ? ' _files;' : ''} offered=(${words}) ;;`;
}

function described({ word, meaning }: Word): string {
    return `'${word}${meaning && `:${meaning.replaceAll("'", "'\\''")}`}'`;
}
