/** What the value of a setting may be, each kind with what is wrong with one that is not. */
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** Where the page listens unless it is told otherwise. */
export const loopback = '127.0.0.1';
export const defaultPort = 8080;

export const port = z.string().transform((text, context) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= 65535) return number;
    context.addIssue({ code: 'custom', message: 'is not a port between 1 and 65535' });
    return z.NEVER;
});

/** Rows at a time: with a fetch size of one a link would not end, and one of millions would not fit into memory. */
export const defaultFetchSize = 10_000;
export const fetchSize = z.string().transform((text, context) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 100 && number <= 1_000_000) return number;
    context.addIssue({
        code: 'custom',
        message: 'is not a number of rows between 100 and 1000000',
    });
    return z.NEVER;
});

export const httpUrl = z.string().transform((text, context) => {
    // The path of a webhook is a secret as well.
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && ['http:', 'https:'].includes(url.protocol)) return url;
    context.addIssue({ code: 'custom', message: 'is not a URL of the form https://host/path' });
    return z.NEVER;
});

export const truth = z.string().transform((text, context) => {
    if (['true', '1', 'yes', 'on'].includes(text.toLowerCase())) return true;
    if (['false', '0', 'no', 'off'].includes(text.toLowerCase())) return false;
    context.addIssue({ code: 'custom', message: 'is neither true nor false' });
    return z.NEVER;
});

export const secret = z.string().min(8, 'is shorter than 8 characters');

/** host:port, [v6]:port, a host alone or a port alone. */
export const listenAddress = z.string().transform((text, context) => {
    const [, v6, name, digits] =
        /^(?:\[([0-9a-f:.]+)\]|([^:[\]\s]*))(?::?(?<=:|^)(\d+))?$/i.exec(text) ?? [];
    const isPortAlone = /^\d+$/.test(text);
    const host = isPortAlone ? '' : (v6 ?? name ?? '');
    const port = isPortAlone ? text : digits;
    const number = Number(port ?? defaultPort);
    if ((host !== '' || port !== undefined) && number >= 0 && number <= 65535) {
        return { host: host || loopback, port: port === undefined ? undefined : number };
    }
    context.addIssue({ code: 'custom', message: 'is not of the form 127.0.0.1:8080' });
    return z.NEVER;
});

/** Addresses and blocks such as 10.0.0.0/8, with commas between. */
export const addressList = z.string().transform((text, context) => {
    const list = new BlockList();
    for (const word of text.split(',').map((word) => word.trim())) {
        const [, address = '', digits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(word) ?? [];
        const isV6 = isIP(address) === 6;
        const bits = Number(digits ?? (isV6 ? 128 : 32));
        if (isIP(address) > 0 && bits <= (isV6 ? 128 : 32)) {
            list.addSubnet(address, bits, isV6 ? 'ipv6' : 'ipv4');
        } else if (word !== '') {
            const message = `has '${word}', which is neither an address nor a block such as 10.0.0.0/8`;
            context.addIssue({ code: 'custom', message });
        }
    }
    return list;
});

export const timeZone = z
    .string()
    .refine(isTimeZone, 'is not a time zone, as Europe/Vienna is one');

function isTimeZone(name: string): boolean {
    try {
        new Intl.DateTimeFormat('en', { timeZone: name });
        return !/^[+-]/.test(name);
    } catch {
        return false;
    }
}
