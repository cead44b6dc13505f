const pageSize = 2_048;

/** Numbers by index, -1 where none was set: 8 bytes each where they are dense, a page where they are not. */
export class PagedNumbers {
  readonly #pages = new Map<number, Float64Array>();

  get(index: number): number {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? -1;
  }

  set(index: number, value: number): void {
    const number = Math.floor(index / pageSize);
    let page = this.#pages.get(number);
    if (!page) {
      page = new Float64Array(pageSize).fill(-1);
      this.#pages.set(number, page);
    }
    page[index % pageSize] = value;
  }
}
