// The browser the tests and the screenshots use: Chromium, which can reach nothing but this machine.
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-proxy-server",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  "--js-flags=--expose-gc",
];

/** What citizens hold in their hands; every test names one of these. */
export const PROFILES = {
  desktop: { viewport: { width: 1280, height: 900 } },
  tablet: { viewport: { width: 768, height: 1024 }, hasTouch: true },
  mobile: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  narrow: { viewport: { width: 320, height: 256 } },
  "no-js": { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
  kiosk: { viewport: { width: 1080, height: 1920 }, hasTouch: true },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
};

/** Starts Chromium: the program named by `CHROMIUM`, otherwise Debian's. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: FLAGS,
  });
}

/** The options of a browser context for a profile; motion is off, because nobody waits for it here. */
export function contextOptions(profile) {
  const options = PROFILES[profile];
  if (!options) throw new Error(`there is no profile "${profile}"`);
  return { locale: "de-DE", timezoneId: "Europe/Berlin", reducedMotion: "reduce", colorScheme: "light", ...options };
}
