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
    return { config: readConfig(process.env), output: createOutput({ json: json ?? false }) };
}

export function examples(...lines: string[]): string {
    const title = lines.length === 1 ? 'Example' : 'Examples';
    return `\n${title}:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
