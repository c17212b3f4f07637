import '../theme.css';
import './notes.css';
import { connect } from '../bridge.ts';
import type { FromNotes, ToNotes } from '../protocol.ts';
import { element, icon } from './dom.ts';
import { openPlace, receiveFindings, receiveKey, receiveNotebook, type Panel } from './panel.ts';
import { readState } from './state.ts';
import { TEXT } from './text.ts';

const LOADING_AFTER = 300;

const bridge = connect<ToNotes, FromNotes>();
const state = readState(bridge.kept());
const live = element('div', { class: 'visually-hidden', role: 'status' });
const stage = element('div', { class: 'stage' });
document.body.append(stage, live);

const panel: Panel = { bridge, live, stage, state, counts: {}, mayRunCommands: false };
const text = TEXT[state.locale ?? (document.documentElement.lang === 'zh-CN' ? 'zh-cn' : 'en')];
const loading = setTimeout(() => showLoading(), LOADING_AFTER);

bridge.on({
  notebook: ({ notebook, mayRunCommands }) => {
    clearTimeout(loading);
    receiveNotebook(panel, notebook, mayRunCommands);
  },
  show: ({ slug, anchor }) => openPlace(panel, anchor === undefined ? slug : `${slug}#${anchor}`),
  findings: ({ counts }) => receiveFindings(panel, counts),
  failed: ({ message }) => {
    clearTimeout(loading);
    showFailure(message);
  },
});
document.addEventListener('keydown', (event) => receiveKey(panel, event));
askForNotes();

function askForNotes(): void {
  bridge.send('ready', state.locale === undefined ? {} : { locale: state.locale });
}

function showLoading(): void {
  const progress = element('div', { class: 'progress' });
  stage.replaceChildren(
    element('main', { class: 'screen' }, element('h1', { class: 'quiet' }, text.loading), progress),
  );
  live.textContent = text.loading;
}

function showFailure(message: string): void {
  const retry = element('button', { type: 'button', class: 'button' }, text.retry);
  retry.addEventListener('click', () => {
    showLoading();
    askForNotes();
  });
  const screen = element('main', { class: 'screen' });
  screen.append(icon('empty'), element('h1', {}, text.failed), element('p', { class: 'muted' }, message), retry);
  stage.replaceChildren(screen);
  live.textContent = `${text.failed}: ${message}`;
}
