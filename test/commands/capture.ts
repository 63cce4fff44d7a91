import type { Context } from '../../src/context.ts';
import { createOutput } from '../../src/output.ts';
import type { Warehouse } from '../support/index.ts';

/** What a command works with in the databases of a test, and what it wrote. */
export function capture(
    { config }: Pick<Warehouse, 'config'>,
    { json = false } = {},
): Context & { written: { stdout: string; stderr: string } } {
    const written = { stdout: '', stderr: '' };
    const sink = (name: keyof typeof written) => ({
        write: (text: string) => {
            written[name] += text;
        },
    });
    const output = createOutput({ json, stdout: sink('stdout'), stderr: sink('stderr'), env: {} });
    return { config, output, written };
}
