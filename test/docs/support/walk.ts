import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Block, readPage } from './markdown.ts';
import { isShown } from './output.ts';
import type { Reader } from './reader.ts';

/** Makes a test of each block of a page: a reader types it, and sees what the page shows. */
export function walk(file: string, begin: () => Promise<Reader>): void {
    let reader: Reader;
    // What is typed into a terminal that hangs comes to nothing.
    let isLost = false;
    beforeAll(async () => {
        reader = await begin();
    });
    afterAll(() => reader?.leave());
    const { blocks } = readPage(file);
    for (const block of blocks) {
        if (!isTyped(block)) continue;
        test(`${file}:${block.line} ${firstLine(block.text)}`, async ({ skip }) => {
            skip(isLost, 'an earlier block did not end');
            if (block.text === '^C') return await reader.interrupt();
            isLost = true;
            const { text, isFailed } = await reader.run(block);
            isLost = false;
            const { output } = block;
            if (output !== undefined && !isShown(output, text)) {
                // In this form so that the two are compared line by line where they are reported.
                expect(text).toBe(output);
            }
            const isMeantToFail = /^(ERROR|FATAL|error):/m.test(output ?? '');
            if (isFailed !== isMeantToFail) throw new Error(`${file}:${block.line}\n${text}`);
        });
    }
}

export const isTyped = ({ language, mark }: Block): boolean =>
    /^(sh|sql)$/.test(language) && mark?.kind !== 'not run';

const firstLine = (text: string) => text.split('\n')[0];
