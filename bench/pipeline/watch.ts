import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Shop } from './shop.ts';

export interface Seen {
    /** Private memory of the largest backend, in megabytes; undefined where /proc does not tell. */
    peakMemory: number | undefined;
    /** Seconds that the longest transaction of a link at the source had been open. */
    longestAtSource: number;
    /** Bytes of WAL, of all four databases. */
    wal: number;
}

/** Watches a server while something is done. */
export async function watched<T>(shop: Shop, work: () => Promise<T>): Promise<[T, Seen]> {
    const client = await shop.databases.connect('operational', {
        applicationName: 'pgstrata bench watches',
    });
    const seen: Seen = { peakMemory: undefined, longestAtSource: 0, wal: 0 };
    const position = async () => {
        const { rows } = await client.query<{ bytes: string }>(
            `select pg_current_wal_insert_lsn() - '0/0' as bytes`,
        );
        return Number(rows[0]?.bytes);
    };
    const before = await position();
    const stopping = new AbortController();
    const watching = (async () => {
        while (!stopping.signal.aborted) {
            seen.peakMemory = largest(seen.peakMemory, peakMemory(shop.server.pid));
            const { rows } = await client.query<{ seconds: number }>(
                `select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float8 as seconds
                   from pg_stat_activity
                  where datname = current_database() and usename = 'pgstrata_link'`,
            );
            seen.longestAtSource = Math.max(seen.longestAtSource, rows[0]?.seconds ?? 0);
            await sleep(50);
        }
    })();
    try {
        const result = await work();
        seen.wal = (await position()) - before;
        return [result, seen];
    } finally {
        stopping.abort();
        await watching.catch(() => {});
        await client.end();
    }
}

/** The largest private memory of a child of the server now, in megabytes. */
function peakMemory(server: number): number | undefined {
    let children: string[];
    try {
        const list = fs.readFileSync(`/proc/${server}/task/${server}/children`, 'utf8');
        children = list.trim().split(' ');
    } catch {
        return undefined;
    }
    return children.map(privateMemory).reduce(largest, undefined);
}

function privateMemory(pid: string): number | undefined {
    try {
        const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
        const [, kilobytes] = /^RssAnon:\s+(\d+) kB$/m.exec(status) ?? [];
        // One that is about to end has none any more.
        return kilobytes ? Number(kilobytes) / 1024 : undefined;
    } catch {
        // It has ended since.
        return undefined;
    }
}

const largest = (one: number | undefined, other: number | undefined) =>
    one === undefined ? other : other === undefined ? one : Math.max(one, other);
