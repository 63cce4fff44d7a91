import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { choosePort, freePort } from '../../src/embedded/port.ts';
import { raisedBy } from '../support/index.ts';

const servers: net.Server[] = [];
afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function takenPort(): Promise<number> {
    const server = net.createServer();
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as net.AddressInfo).port;
}

test('the first free candidate is chosen', async () => {
    const [taken, free] = [await takenPort(), await freePort()];
    expect(await choosePort(undefined, [taken, free])).toBe(free);
});

test('any free port is chosen when every candidate is taken', async () => {
    const taken = await takenPort();
    const port = await choosePort(undefined, [taken]);
    expect(port).not.toBe(taken);
    expect(port).toBeGreaterThan(1023);
});

test('an explicit port is chosen before every candidate', async () => {
    const [explicit, candidate] = [await freePort(), await freePort()];
    expect(await choosePort(explicit, [candidate])).toBe(explicit);
});

test('an explicit port that is taken is an error with a way out', async () => {
    const taken = await takenPort();
    const { message, detail, hint } = await raisedBy(choosePort(taken, []));
    expect(message).toBe(`port ${taken} for the embedded PostgreSQL cannot be used`);
    expect(detail).toBe(`another program listens on 127.0.0.1:${taken}`);
    expect(hint).toContain('PGSTRATA_PORT');
});
