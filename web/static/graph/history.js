// Undo and redo, by what the view was before each step.
const MOST = 100;

export class History {
  #before = [];
  #after = [];

  constructor(model, show) {
    this.model = model;
    this.show = show;
  }

  // To be called before a step, or after it with what was before it.
  keep(before = this.model.snapshot()) {
    this.#before.push(before);
    if (this.#before.length > MOST) this.#before.shift();
    this.#after = [];
    this.show(this);
  }

  get canUndo() { return this.#before.length > 0; }
  get canRedo() { return this.#after.length > 0; }

  undo() { return this.#move(this.#before, this.#after); }
  redo() { return this.#move(this.#after, this.#before); }

  #move(from, to) {
    if (!from.length) return false;
    to.push(this.model.snapshot());
    this.model.restore(from.pop());
    this.show(this);
    return true;
  }
}
