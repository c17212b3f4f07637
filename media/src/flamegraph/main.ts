import { connect } from '../bridge.ts';
import type { FromFlamegraph, ToFlamegraph } from '../protocol.ts';
import { openApp, type App } from './app.ts';
import './flamegraph.css';
import { showError, showLoading } from './screens.ts';
import { keptFrom } from './state.ts';
import { stringsFor } from './strings.ts';

const bridge = connect<ToFlamegraph, FromFlamegraph>();
const language = document.documentElement.lang;
const strings = stringsFor(language);

let app: App | undefined;
let life = new AbortController();
let stopLoading = (): void => undefined;

bridge.on({
  loading: ({ name }) => {
    stopLoading();
    stopLoading = showLoading(name, strings, () => bridge.send('cancel', {}));
  },
  profile: (loaded) => {
    stopLoading();
    life.abort();
    life = new AbortController();
    app = openApp(loaded, { bridge, strings, language, signal: life.signal });
  },
  view: ({ view }) => app?.show(view),
  error: ({ name, message }) => {
    stopLoading();
    life.abort();
    app = undefined;
    showError(name, message, strings, () => bridge.send('retry', {}));
  },
});

const { sampleType } = keptFrom(bridge.kept());
bridge.send('ready', sampleType === undefined ? {} : { sampleType });
