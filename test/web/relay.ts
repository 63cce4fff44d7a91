import net, { type AddressInfo } from 'node:net';

/** Hands on what two sides say to each other, until it swallows everything in silence. */
export class Relay {
    isSilent = false;
    port = 0;
    readonly #sockets = new Set<net.Socket>();
    readonly #server: net.Server;

    constructor(target: { host: string; port: number } | undefined) {
        this.#server = net.createServer((near) => {
            this.#keep(near);
            if (!target) return;
            const far = this.#keep(net.connect(target));
            this.#pass(near, far);
            this.#pass(far, near);
        });
    }

    async listen(port = 0): Promise<this> {
        await new Promise<void>((done) => this.#server.listen({ port, host: '127.0.0.1' }, done));
        this.port = (this.#server.address() as AddressInfo).port;
        return this;
    }

    async close(): Promise<void> {
        const closed = new Promise((done) => this.#server.close(done));
        for (const socket of this.#sockets) socket.destroy();
        await closed;
    }

    #keep(socket: net.Socket): net.Socket {
        this.#sockets.add(socket);
        socket.on('error', () => {}).on('close', () => this.#sockets.delete(socket));
        return socket;
    }

    #pass(from: net.Socket, to: net.Socket): void {
        from.on('data', (data) => this.isSilent || to.write(data));
        from.on('close', () => this.isSilent || to.destroy());
    }
}
