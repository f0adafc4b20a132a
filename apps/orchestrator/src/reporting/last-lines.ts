/** How much of a line is kept, in characters: a target may print megabytes without ending one. */
const keptCharacters = 2_000;

/** The last lines of an output of any length, in bounded memory. */
export class LastLines {
  private readonly kept: string[] = [];
  private next = 0;
  private count = 0;

  /** @param limit how many lines are kept */
  constructor(private readonly limit: number) {}

  push(line: string): void {
    this.kept[this.next] = shorten(line);
    this.next = (this.next + 1) % this.limit;
    this.count++;
  }

  /** How many earlier lines were let go. */
  get dropped(): number {
    return Math.max(0, this.count - this.limit);
  }

  /** The kept lines, oldest first. */
  get lines(): string[] {
    return this.count <= this.limit
      ? [...this.kept]
      : [...this.kept.slice(this.next), ...this.kept.slice(0, this.next)];
  }
}

/** Cut text is copied: a slice would keep all of what it was cut from. */
function shorten(line: string): string {
  if (line.length <= keptCharacters) return line;
  return `${Buffer.from(line.slice(0, keptCharacters)).toString()} … (${line.length - keptCharacters} more characters)`;
}
