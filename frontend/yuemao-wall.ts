/**
 * The screens of a wall, of which the frame around the page says which one is shown. The others are taken out of the page, so
 * that their charts hold no pictures; what the server says of them meanwhile reaches them all the same.
 */
class YuemaoWall extends HTMLElement {
  private bodies = new Map<Element, Element>();

  connectedCallback() {
    document.documentElement.classList.add('wall-page');
    (window as unknown as { yuemaoWall: YuemaoWall }).yuemaoWall = this;
  }

  private get panels(): Element[] {
    return [...this.querySelectorAll(':scope > .wall-screen')];
  }

  get count(): number {
    return this.panels.length;
  }

  /** All screens have their numbers. */
  isReady(): boolean {
    return this.count > 0 && this.panels.every((panel) => panel.hasAttribute('data-name'));
  }

  nameOf(index: number): string {
    return this.panels[index]?.getAttribute('data-name') ?? '';
  }

  /** Shows one of them; none for a number that none has. */
  show(index: number) {
    this.panels.forEach((panel, at) => {
      const body = this.bodies.get(panel) ?? panel.firstElementChild;
      if (!body) return;
      this.bodies.set(panel, body);
      panel.classList.toggle('current', at === index);
      if (at !== index) body.remove();
      else if (!body.isConnected) panel.append(body);
    });
  }
}

customElements.define('yuemao-wall', YuemaoWall);
