/**
 * How long the overview takes when 200 requests come in each second and the log has 100,000 rows.
 * Requests are sent when they are due, whether earlier ones have been answered or not, and their
 * time counts from then: a page that stalls cannot hide behind requests that were never sent.
 *
 *     npm run bench:page -- [requests a second] [seconds] [rows of the log]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot, readConfig } from '../src/config.ts';
import { databasesAt } from '../src/databases.ts';
import { startEmbedded } from '../src/embedded/index.ts';
import { layers } from '../src/layers.ts';
import { migrate } from '../src/migrate/index.ts';
import { createOutput } from '../src/output.ts';

const [rate = 200, seconds = 15, logRows = 100_000] = process.argv.slice(2).map(Number);
const output = createOutput();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pgstrata-bench-'));
const server = await startEmbedded({ folder, defaultPort: false });
try {
    const databases = databasesAt(server.urls);
    output.progress(`filling a log of ${logRows} rows`);
    await migrate(databases, readConfig({}));
    const client = await databases.connect('dwh');
    await fillLog(logRows);
    await client.end();

    const env = Object.fromEntries(
        layers.map((layer) => [`PGSTRATA_${layer.toUpperCase()}_URL`, server.urls[layer].url.href]),
    );
    const page = spawn(
        process.execPath,
        [path.join(projectRoot, 'bin', 'pgstrata.js'), 'serve', '--port', '0'],
        { env: { ...process.env, ...env, PGSTRATA_LOG_LEVEL: 'error' }, stdio: 'pipe' },
    );
    try {
        const url = await addressOf(page);
        await load(url, rate, 2);
        output.progress(`sending ${rate} requests a second for ${seconds} s to ${url}`);
        report(await load(url, rate, seconds));
    } finally {
        page.kill('SIGTERM');
        await once(page, 'exit');
    }

    async function fillLog(rows: number): Promise<void> {
        const runs = Math.ceil(rows / 9);
        await client.query(
            `with runs as (
                insert into etl_runs (status, entities, started_at, ended_at)
                select case when g % 100 = 0 then 'FAILED' else 'SUCCEEDED' end, '{}', t.at, t.at
                  from generate_series(1, $1) g
                 cross join lateral (select now() - ($1 - g) * interval '10 minutes') t (at)
                returning *
            )
            insert into etl_logs (run_id, process_name, layer, entity, table_name, status, start_time,
                                  end_time, rows_read, rows_inserted, rows_updated, rows_rejected, rows_deleted)
            select r.run_id, engine.process_name(l, e.entity), l, e.entity, l, r.status, r.started_at,
                   r.ended_at, 10, 5, 5, 0, 0
              from runs r cross join engine.entities e cross join unnest('{mrr,stg,dwh}'::text[]) l
             order by r.run_id`,
            [runs],
        );
        await client.query('call public.run_master_pipeline()');
        await client.query('select engine.record_row_counts(true)');
        await client.query('vacuum analyze');
    }
} finally {
    await server.stop({ deleteData: true });
    fs.rmSync(folder, { recursive: true, force: true });
}

/** The URL that the page prints once it listens. */
async function addressOf(page: ReturnType<typeof spawn>): Promise<string> {
    let said = '';
    const listen = (chunk: Buffer) => {
        said += chunk.toString();
    };
    page.stdout?.on('data', listen);
    page.stderr?.on('data', listen);
    for (let tries = 0; tries < 300; tries++) {
        const found = /http:\/\/[\w.:[\]]+/.exec(said)?.[0];
        if (found) return found;
        if (page.exitCode !== null) break;
        await sleep(100);
    }
    throw new Error(`the page does not listen: ${said}`);
}

interface Answers {
    /** Milliseconds from when each request was due, in order of size. */
    times: number[];
    failed: number;
    bytes: number;
}

async function load(url: string, perSecond: number, duration: number): Promise<Answers> {
    const agent = new http.Agent({ keepAlive: true });
    const answers: Answers = { times: [], failed: 0, bytes: 0 };
    const began = performance.now();
    const pending: Promise<void>[] = [];
    for (let sent = 0; sent < perSecond * duration; sent++) {
        const due = began + (sent * 1000) / perSecond;
        const wait = due - performance.now();
        if (wait > 1) await sleep(wait);
        pending.push(ask(url, agent, due, answers));
    }
    await Promise.all(pending);
    agent.destroy();
    answers.times.sort((a, b) => a - b);
    return answers;
}

function ask(url: string, agent: http.Agent, due: number, answers: Answers): Promise<void> {
    return new Promise((resolve) => {
        const fail = () => {
            answers.failed += 1;
            resolve();
        };
        const request = http.get(url, { agent }, (response) => {
            response.on('data', (chunk: Buffer) => {
                answers.bytes += chunk.length;
            });
            response.on('end', () => {
                answers.times.push(performance.now() - due);
                if (response.statusCode !== 200) answers.failed += 1;
                resolve();
            });
            response.on('error', fail);
        });
        request.on('error', fail);
    });
}

function report({ times, failed, bytes }: Answers): void {
    const at = (share: number) =>
        times[Math.min(Math.floor(times.length * share), times.length - 1)];
    const row = {
        requests: times.length,
        failed,
        kilobytes: Math.round(bytes / times.length / 1024),
        p50_ms: at(0.5)?.toFixed(1),
        p95_ms: at(0.95)?.toFixed(1),
        p99_ms: at(0.99)?.toFixed(1),
        most_ms: at(1)?.toFixed(1),
    };
    const fields = Object.keys(row).map((name) => ({ name }));
    const title = `The overview at ${rate} requests a second, ${logRows} rows in the log`;
    output.print([{ name: 'page', title, table: { fields, rows: [row] } }]);
}
