/**
 * Takes the place of @vscode/spdlog, a native module that would need a compiler, in the workbench that is installed for
 * tests. VS Code's log files and the output channels of extensions are written through it.
 */
const { appendFile, mkdir } = require('node:fs/promises');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

// VS Code imports this module by name, and names are only seen where they are assigned to `exports` one by one.
exports.version = 0;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = async (/** @type {string} */ _name, /** @type {string} */ file) => createLogger(file);
exports.createAsyncRotatingLogger = async (/** @type {string} */ _name, /** @type {string} */ file) =>
  createLogger(file);

function createLogger(/** @type {string} */ file) {
  let level = LEVELS.indexOf('info');
  let plain = false;
  // Appends are chained, so lines keep their order and nobody waits for the disk.
  /** @type {Promise<unknown>} */
  let written = mkdir(path.dirname(file), { recursive: true });
  const logAt = (/** @type {number} */ at) => (/** @type {string} */ message) => {
    if (at < level) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    const line = plain ? message : `${stamp} [${LEVELS[at]}] ${message}\n`;
    // A log that cannot be written must not take the editor with it.
    written = written.then(() => appendFile(file, line)).catch(() => undefined);
  };
  const [trace, debug, info, warn, error, critical] = LEVELS.map((_, at) => logAt(at));
  return {
    trace,
    debug,
    info,
    warn,
    error,
    critical,
    getLevel: () => level,
    setLevel: (/** @type {number} */ next) => {
      level = next;
    },
    setPattern: () => undefined,
    clearFormatters: () => {
      plain = true;
    },
    flush: () => undefined,
    drop: () => undefined,
  };
}
