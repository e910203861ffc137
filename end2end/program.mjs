// The program under test.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The program: `PORTAL_BIN`, otherwise what cargo built. */
export function program() {
  const named = process.env.PORTAL_BIN;
  const found = [named, join(ROOT, "target/debug/portal"), join(ROOT, "target/release/portal")].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error("there is no server to test: run `cargo build -p server`, or name one in PORTAL_BIN");
  return found;
}
