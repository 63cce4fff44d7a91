import { Argument, type Command } from 'commander';
import { bashScript } from '../completion/bash.ts';
import { fishScript } from '../completion/fish.ts';
import { type Offer, offersOf } from '../completion/offers.ts';
import { zshScript } from '../completion/zsh.ts';
import { examples } from '../context.ts';
import { createOutput } from '../output.ts';

const scripts: Record<string, (offers: Offer[]) => string> = {
    bash: bashScript,
    zsh: zshScript,
    fish: fishScript,
};

export function register(program: Command): void {
    program
        .command('completion')
        .summary('print a script with which a shell completes commands and options')
        .description(
            'Print a script with which a shell completes commands, options and names of ' +
                'databases. It is for the command `pgstrata`; where you call it through npx, ' +
                "say first: `alias pgstrata='npx pgstrata'`. Print it again after an upgrade.",
        )
        .addArgument(new Argument('<shell>', 'whose script').choices(Object.keys(scripts)))
        .addHelpText(
            'after',
            examples(
                'source <(pgstrata completion bash)',
                'pgstrata completion zsh > ~/.zfunc/_pgstrata',
                'pgstrata completion fish > ~/.config/fish/completions/pgstrata.fish',
            ),
        )
        .action((shell: string) => {
            createOutput().line(scripts[shell]?.(offersOf(program)) ?? '');
        });
}
