/**
 * Takes the place of native-watchdog, a native module that would need a compiler, in the workbench that is installed
 * for tests: an extension host ends when the server that started it is gone.
 */
const INTERVAL_MILLIS = 2000;

exports.start = (/** @type {number} */ pid) => {
  setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  }, INTERVAL_MILLIS).unref();
};

exports.exit = (/** @type {number} */ code) => process.exit(code);
