import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Ends this side of a connection, whether the other one still answers or not: its query fails. */
export function destroy(client: pg.Client): void {
    const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
    connection.stream.destroy();
}

/** Ends a connection; one that was lost in silence would not say when it has ended. */
export async function endClient(client: pg.Client, within = 2000): Promise<void> {
    const ended = client.end().catch(() => {});
    const late = Symbol();
    if ((await Promise.race([ended, sleep(within, late, { ref: false })])) === late)
        destroy(client);
}
