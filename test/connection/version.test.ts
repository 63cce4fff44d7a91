import net from 'node:net';
import { expect, test } from 'vitest';
import { connectTo } from '../../src/connection/connect.ts';

/** A message of PostgreSQL's protocol: its kind, its length, what it says. */
function message(kind: string, ...parts: Buffer[]): Buffer {
    const body = Buffer.concat(parts);
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([Buffer.from(kind), length, body]);
}

const bytes = (...numbers: number[]) => Buffer.from(numbers);
const int4Column = Buffer.concat([
    Buffer.from('version\0'),
    bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 23, 0, 4, 255, 255, 255, 255, 0, 0),
]);
const ready = message('Z', Buffer.from('I'));

/** Lets everyone in and answers every query with a version: as much of a server as is needed. */
async function startServer(version: string): Promise<{ url: URL; stop(): void }> {
    const admitted = Buffer.concat([message('R', bytes(0, 0, 0, 0)), ready]);
    const answer = Buffer.concat([
        message('T', bytes(0, 1), int4Column),
        message('D', bytes(0, 1, 0, 0, 0, version.length), Buffer.from(version)),
        message('C', Buffer.from('SELECT 1\0')),
        ready,
    ]);
    const server = net.createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', () => {
            socket.write(admitted);
            socket.on('data', (data) => {
                if (data[0] === 'Q'.charCodeAt(0)) socket.write(answer);
            });
        });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const url = new URL(`postgresql://app:secret@127.0.0.1:${port}/sales?sslmode=disable`);
    return { url, stop: () => server.close() };
}

test('a server older than 15 is refused with its version', async () => {
    const { url, stop } = await startServer('140019');
    await expect(connectTo(url, 'mrr')).rejects.toMatchObject({
        message: `mrr: the server at ${url.host} is PostgreSQL 14; pgstrata needs 15 or later`,
        exitCode: 3,
    });
    stop();
});

test('the oldest server that is enough is let pass', async () => {
    const { url, stop } = await startServer('150000');
    const client = await connectTo(url, 'mrr');
    await client.end();
    stop();
});
