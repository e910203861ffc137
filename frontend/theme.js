/*
 * Runs in the head before anything is painted: says that there is JavaScript, brings back the chosen theme, and
 * knows whether this device is a kiosk (?geraet=kiosk makes it one, ?geraet=normal no longer).
 */
const root = document.documentElement;
root.classList.add("js");
try {
  const device = new URLSearchParams(location.search).get("geraet");
  if (device === "kiosk") localStorage.setItem("device", device);
  if (device === "normal") localStorage.removeItem("device");
  if (localStorage.getItem("device")) root.dataset.device = "kiosk";
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
} catch {
  // Storage is switched off: the theme follows the device.
}
