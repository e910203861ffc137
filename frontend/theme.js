/* Runs in the head before anything is painted: says that there is JavaScript and brings back the chosen theme. */
const root = document.documentElement;
root.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
} catch {
  // Storage is switched off: the theme follows the device.
}
