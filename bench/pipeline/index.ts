/**
 * What the pipeline costs, measured against limits of the same run, on servers of its own with the settings of the
 * embedded default. It takes about ten minutes, and 6 GB of disk.
 *
 *     npm run bench -- [--sales <count>] [--dimension <rows>] [--rounds <count>] [--out <folder>]
 *
 * Prints a table, and writes it to the folder (bench/results by default) as results.md, results.json and results.svg.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../src/config.ts';
import { measureIdle, measureIncrements } from './changes.ts';
import { measureDimension } from './dimension.ts';
import { measureFirstLoad } from './first-load.ts';
import { measureFloor } from './floor.ts';
import { measureLimit } from './limit.ts';
import { drawChart, formatReport, type Results } from './report.ts';
import { openShop } from './shop.ts';

const { values } = parseArgs({
    options: {
        sales: { type: 'string', default: '2000000' },
        dimension: { type: 'string', default: '1000000' },
        rounds: { type: 'string', default: '5' },
        out: { type: 'string', default: path.join(projectRoot, 'bench', 'results') },
        bin: { type: 'string' },
    },
});
const sales = Number(values.sales);
const rounds = Number(values.rounds);
if (sales < 50_000)
    throw new Error('--sales must be at least 50000: a tenth of them has 2000 to change');
const say = (text: string) => void process.stderr.write(`${text}\n`);
const sizes = (count: number) => {
    return { sales: count, customers: count / 10, products: Math.ceil(count / 200) };
};

say(`filling a source of ${sales} sales, and one of a tenth`);
const large = await openShop(sizes(sales), values.bin);
const small = await openShop(sizes(sales / 10), values.bin);
let results: Omit<Results, 'dimensions'>;
try {
    say('the limit');
    const limit = await measureLimit(large);
    say('the floor of postgres_fdw');
    const floor = await measureFloor(large);
    say('first loads');
    const firstLoad = await measureFirstLoad(large);
    const smallFirstLoad = await measureFirstLoad(small);
    say('runs with a change');
    for (const shop of [small, large]) {
        for (const layer of ['mrr', 'stg', 'dwh'] as const)
            await shop.in[layer].query('vacuum analyze');
    }
    const increments = await measureIncrements([small, large], rounds * 2);
    say('runs without one');
    const idle = await measureIdle(large, rounds * 4);
    const { rows } = await large.in.dwh.query<{ version: string }>(
        `select current_setting('server_version') as version`,
    );
    results = {
        at: new Date().toISOString(),
        machine: {
            cores: os.availableParallelism(),
            model: os.cpus()[0]?.model ?? '',
            memory: os.totalmem(),
        },
        postgres: rows[0]?.version ?? '',
        limit,
        floor,
        firstLoad,
        smallFirstLoad,
        increments: { small: increments[0], large: increments[1] } as Results['increments'],
        sizes: { small: small.sizes, large: large.sizes },
        idle,
    };
} finally {
    await small.close();
    await large.close();
}

say('a dimension in which few rows change');
const wide = await openShop(
    { sales: 1, customers: Number(values.dimension), products: 1 },
    values.bin,
);
try {
    const dimensions = await measureDimension(wide, [50, 500], rounds);
    write({ ...results, dimensions });
} finally {
    await wide.close();
}

function write(all: Results): void {
    const report = formatReport(all);
    fs.mkdirSync(values.out, { recursive: true });
    fs.writeFileSync(path.join(values.out, 'results.md'), report);
    fs.writeFileSync(path.join(values.out, 'results.json'), `${JSON.stringify(all, null, 4)}\n`);
    fs.writeFileSync(path.join(values.out, 'results.svg'), drawChart(all));
    process.stdout.write(report);
    say(`\nwritten to ${values.out}`);
}
