// Listens to a browser context for everything that must not happen on any page: errors and warnings in the
// console, uncaught errors, reports of the content security policy, requests to other hosts, failed requests.

/** The browser repeats a bad answer in the console; the answer itself is judged. */
const REPEATED = /^Failed to load resource/;

/** Reports of the policy reach the console through this script, also where the browser itself stays silent. */
const POLICY_REPORTER = `document.addEventListener("securitypolicyviolation", (event) =>
  console.error("CSP: " + event.violatedDirective + " blocked " + (event.blockedURI || "inline") + " " + event.sourceFile + ":" + event.lineNumber));`;

/** Starts to listen; the returned function lists what was heard, without what the test `expects`. */
export async function watch(context, base, expects, hasScript) {
  const heard = new Set();
  const origin = new URL(base).origin;
  const isExpected = (patterns, text) => (patterns ?? []).some((pattern) => pattern.test(text));

  context.on("console", (message) => {
    const text = message.text();
    // Where scripts are switched off, nothing uses what was fetched ahead for them.
    if (!hasScript && /preloaded using link preload but not used/.test(text)) return;
    if (!["error", "warning"].includes(message.type()) || REPEATED.test(text)) return;
    if (!isExpected(expects.messages, text)) heard.add(`console ${message.type()}: ${text.slice(0, 300)}`);
  });
  context.on("weberror", (error) => {
    const text = String(error.error());
    if (!isExpected(expects.messages, text)) heard.add(`uncaught: ${text.slice(0, 300)}`);
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isOurs = url.origin === origin || isExpected(expects.hosts, url.href);
    if (/^(https?|wss?):$/.test(url.protocol) && !isOurs) heard.add(`asked another host: ${url.href}`);
  });
  context.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "failed";
    // A request that nobody waits for any more (a page left, a map moved on) is given up, not failed.
    if (why === "net::ERR_ABORTED" || isExpected(expects.failures, request.url())) return;
    // Where scripts are switched off, Chromium refuses hints for scripts in the name of the policy.
    if (!hasScript && why === "csp" && request.url().endsWith(".js")) return;
    heard.add(`request failed: ${request.url()} ${why}`);
  });
  context.on("response", (response) => {
    const status = response.status();
    if (status < 400 || (expects.statuses ?? []).includes(status)) return;
    heard.add(`answer ${status}: ${response.request().method()} ${response.url()}`);
  });
  await context.addInitScript(POLICY_REPORTER);
  return () => [...heard];
}
