import { Argument, type Command, InvalidArgumentError } from 'commander';
import { closest } from './closest.ts';
import { type Layer, layers } from './layers.ts';

/** A parser of a whole number for commander. */
export function wholeNumber(least: number, most: number): (text: string) => number {
    return (text) => {
        const number = Number(text);
        if (/^\d+$/.test(text) && number >= least && number <= most) return number;
        throw new InvalidArgumentError(`It is not a whole number from ${least} to ${most}.`);
    };
}

export function parseLayer(text: string): Layer {
    const layer = layers.find((name) => name === text);
    if (layer) return layer;
    const near = closest(text, [...layers]);
    throw new InvalidArgumentError(
        near ? `Did you mean ${near}?` : `It is none of ${layers.join(', ')}.`,
    );
}

/** The argument of a command that works on one database. */
export const layerArgument = (): Argument =>
    new Argument('<layer>', `which database: ${layers.join(', ')}`).argParser(parseLayer);

/** The sizes of the sample data, as `seed` and `start` take them. */
export interface SeedSizes {
    customers: number;
    products: number;
    sales: number;
}

export const defaultSizes: SeedSizes = { customers: 5000, products: 500, sales: 100_000 };

export function addSizeOptions(command: Command): Command {
    const { customers, products, sales } = defaultSizes;
    const count = wholeNumber(1, 2_000_000_000);
    return command
        .option('--customers <count>', `sample customers (default: ${customers})`, count)
        .option('--products <count>', `sample products (default: ${products})`, count)
        .option('--sales <count>', `sample sales (default: ${sales})`, count);
}
