// Unpacks the Chromium of the npm package and prints where it lies. Its own arguments are for where there is room for one
// process only: a second window with a service worker ends that process, and a browser without its rules proves little.
import chromium from "@sparticuz/chromium";

console.log(JSON.stringify({ path: await chromium.executablePath() }));
