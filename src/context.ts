import type { Command } from 'commander';
import { type Config, readConfig } from './config.ts';
import { createOutput, type Output } from './output.ts';

/** What every command works with. */
export interface Context {
    config: Config;
    output: Output;
}

export function contextOf(command: Command): Context {
    const { json } = command.optsWithGlobals<{ json?: boolean }>();
    const config = readConfig(process.env);
    const output = createOutput({ json: json ?? false });
    for (const warning of config.warnings) output.progress(`warning: ${warning}`);
    return { config, output };
}

export function examples(...lines: string[]): string {
    const title = lines.length === 1 ? 'Example' : 'Examples';
    return `\n${title}:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
