/* How much larger than usual the page's text is: by the reader's choice, or on a kiosk. The map grows with it. */
const USUAL_PX = 16;

export const TEXT_SIZE = Math.min(2, Math.max(1, Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_PX));
