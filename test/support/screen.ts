/** The lines that a terminal shows after this text, without empty ones. Colours are left out. */
export function draw(text: string): string[] {
    const screen = new Screen();
    const [first = '', ...others] = text.split('\u001b[');
    screen.write(first);
    for (const part of others) {
        const [, number = '', command = '', rest = ''] =
            /^(\??\d*)([a-zA-Z])(.*)$/s.exec(part) ?? [];
        screen.obey(command, number);
        screen.write(rest);
    }
    return screen.lines.map((line) => (line ?? '').trimEnd()).filter((line) => line !== '');
}

class Screen {
    readonly lines: string[] = [''];
    #row = 0;
    #column = 0;

    write(text: string): void {
        for (const letter of text) {
            if (letter === '\r' || letter === '\n') this.#column = 0;
            if (letter === '\n') this.#row++;
            if (letter === '\r' || letter === '\n') continue;
            const line = this.#line.padEnd(this.#column);
            this.#line = line.slice(0, this.#column) + letter + line.slice(this.#column + 1);
            this.#column++;
        }
    }

    /** Moves the cursor, or erases. */
    obey(command: string, number: string): void {
        const count = Number(number || 1);
        if ('AF'.includes(command)) this.#row = Math.max(this.#row - count, 0);
        if ('BE'.includes(command)) this.#row += count;
        if ('EF'.includes(command)) this.#column = 0;
        if (command === 'G') this.#column = count - 1;
        if (command === 'K') this.#line = number === '2' ? '' : this.#line.slice(0, this.#column);
        if (command === 'J') {
            this.lines.splice(this.#row, this.lines.length, this.#line.slice(0, this.#column));
        }
        if (!'ABEFGKJhlm'.includes(command)) throw new Error(`what is ${number}${command}?`);
    }

    get #line(): string {
        return this.lines[this.#row] ?? '';
    }

    set #line(text: string) {
        this.lines[this.#row] = text;
    }
}
