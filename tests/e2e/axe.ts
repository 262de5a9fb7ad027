import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * axe over a page as it stands. Where there is no frame it works in the page alone: what it found in several is put together
 * in a page opened for that, which costs as much again. What holds is not described.
 */
export function axeOn(page: Page): AxeBuilder {
  const hasFrames = page.frames().length > 1;
  return new AxeBuilder({ page }).setLegacyMode(!hasFrames).options({ resultTypes: ['violations'] });
}
