// Opens a page in headless Chromium as its readers do: wide and on a phone, light and dark. One look a line out:
//   { width, scheme, requests, blocked, scripts, overflow, paper, faint }
// With a second argument it leaves screenshots there.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [file, shots] = process.argv.slice(2);
const chromium = execFileSync("sh", ["-c", "command -v chromium"], { encoding: "utf8" }).trim();
const address = pathToFileURL(resolve(file)).href;
const browser = await puppeteer.launch({
  executablePath: chromium,
  // As root it has no sandbox to offer; and nothing on this page is to find its way out.
  args: [...(process.getuid() === 0 ? ["--no-sandbox"] : []), "--host-resolver-rules=MAP * ~NOTFOUND"],
});

/** Runs in the page, with everything folded away opened: what sticks out to the right, and words that are hard to read. */
function inspect() {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const light = (text) =>
    rgb(text)
      .slice(0, 3)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const paint = getComputedStyle(at).backgroundColor;
      if (rgb(paint)[3] !== 0) return paint;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = new Set();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { parentElement: element, data } = words.currentNode;
    if (!data.trim() || element.closest("svg, style")) continue;
    const style = getComputedStyle(element);
    const [high, low] = [light(style.color), light(behind(element))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    // WCAG 2.2, 1.4.3 at level AA.
    if (ratio < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5)) faint.add(`${ratio.toFixed(2)}: ${data.trim().slice(0, 40)}`);
  }
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    paper: behind(document.body),
    scripts: document.scripts.length,
    faint: [...faint],
  };
}

for (const width of [1280, 390])
  for (const scheme of ["light", "dark"]) {
    const page = await browser.newPage();
    const requests = new Map();
    const forbidden = new Set();
    const network = await page.createCDPSession();
    network.on("Network.requestWillBeSent", ({ requestId, request }) => requests.set(requestId, request.url));
    // What the page's own policy forbids is asked for inside the browser, and goes no further.
    network.on("Network.loadingFailed", ({ requestId, blockedReason }) => blockedReason === "csp" && forbidden.add(requestId));
    await network.send("Network.enable");
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(address, { waitUntil: "load" });
    if (shots) await page.screenshot({ path: `${shots}/${width}-${scheme}.png`, fullPage: true });
    const seen = await page.evaluate(inspect);
    const asked = [...requests].filter(([, url]) => url !== address && !url.startsWith("data:"));
    const of = (kept) => asked.filter(([id]) => forbidden.has(id) !== kept).map(([, url]) => url);
    console.log(JSON.stringify({ width, scheme, requests: of(true), blocked: of(false), ...seen }));
    await page.close();
  }
await browser.close();
