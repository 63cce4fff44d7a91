import readline from 'node:readline/promises';
import { UsageError } from './errors.ts';

/** Asks on stderr, since stdout is for data; anything but yes is no. */
export async function confirmOnTerminal(question: string): Promise<boolean> {
    if (!process.stdin.isTTY) {
        throw new UsageError('this asks for a confirmation, and there is no terminal', {
            hint: 'add --yes',
        });
    }
    const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
    try {
        return /^y(es)?$/i.test((await terminal.question(question)).trim());
    } finally {
        terminal.close();
    }
}
