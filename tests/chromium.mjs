// Unpacks the Chromium of the npm package; prints where it lies and the arguments it runs with.
import chromium from "@sparticuz/chromium";

console.log(JSON.stringify({ path: await chromium.executablePath(), args: chromium.args }));
