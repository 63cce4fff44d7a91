import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { down } from '../../src/commands/down.ts';
import { readConfig } from '../../src/config.ts';
import { findEmbedded } from '../../src/embedded/index.ts';
import { scratchFolder, startCluster, uniqueName } from '../support/index.ts';
import { capture } from './capture.ts';

test('a no to the question stops nothing and deletes nothing', async () => {
    const cluster = await startCluster(uniqueName());
    try {
        const { folder } = cluster.place;
        const context = capture({ config: readConfig({ PGSTRATA_DATA: folder }) });
        const asked: string[] = [];
        await down(context, { deleteData: true }, async (question) => {
            asked.push(question);
            return false;
        });
        expect(asked).toEqual([`Delete all four databases in ${folder}? [y/N] `]);
        expect(context.written.stderr).toBe('nothing was stopped or deleted\n');
        expect(await findEmbedded(folder)).toBeDefined();
    } finally {
        await cluster.stop({ deleteData: true });
    }
});

test('what else is in the folder is not deleted', async () => {
    const folder = scratchFolder('down');
    const mine = path.join(folder, 'notes.txt');
    fs.writeFileSync(mine, 'mine');
    const context = capture({ config: readConfig({ PGSTRATA_DATA: folder }) });
    await down(context, { deleteData: true, yes: true });
    expect(fs.readFileSync(mine, 'utf8')).toBe('mine');
});
