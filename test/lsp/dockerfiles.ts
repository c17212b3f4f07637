import type {
  ClientCapabilities,
  InitializeParams,
  Registration,
  RegistrationParams,
} from 'vscode-languageserver/node';
import { inProcess, type TestClient } from './client.ts';

export const URI = 'file:///w/Dockerfile';
export const DOCKERFILE = `FROM golang:1.26-trixie AS build
ARG VERSION
RUN --mount=type=cache,target=/root/.cache/go-build go build -ldflags="-X main.v=$VERSION" -o /api .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /api /api
ENTRYPOINT ["/api"]
`;

/** What VS Code says of itself, as far as it matters here. */
export const RICH: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
  textDocument: {
    diagnostic: {},
    completion: {
      dynamicRegistration: true,
      completionItem: {
        snippetSupport: true,
        insertReplaceSupport: true,
        documentationFormat: ['markdown'],
        insertTextModeSupport: { valueSet: [1, 2] },
      },
    },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { dynamicRegistration: true, hierarchicalDocumentSymbolSupport: true },
    foldingRange: { dynamicRegistration: true },
    documentLink: { dynamicRegistration: true },
    definition: { dynamicRegistration: true },
    references: { dynamicRegistration: true },
    documentHighlight: { dynamicRegistration: true },
    selectionRange: { dynamicRegistration: true },
    rename: { dynamicRegistration: true },
    formatting: { dynamicRegistration: true },
    rangeFormatting: { dynamicRegistration: true },
    onTypeFormatting: { dynamicRegistration: true },
  },
};
export const POOR: ClientCapabilities = { textDocument: { diagnostic: {}, hover: { contentFormat: ['plaintext'] } } };

/** A test body with a client of its own. */
export function withClient(body: (client: TestClient) => Promise<void>): () => Promise<void> {
  return async () => {
    const client = inProcess();
    try {
      await body(client);
    } finally {
      await client.stop();
    }
  };
}

/** Initializes; `registered` is what the server announces afterwards. */
export async function begin(client: TestClient, params: Partial<InitializeParams>) {
  const dockerfiles = Promise.withResolvers<Registration[]>();
  const yaml = Promise.withResolvers<Registration[]>();
  client.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
    const services = registrations.filter(({ method }) => method.startsWith('textDocument/'));
    const isYaml = JSON.stringify(services).includes('"yaml"');
    if (services.length > 0) (isYaml ? yaml : dockerfiles).resolve(services);
    return null;
  });
  const { capabilities } = await client.initialize(params);
  return { capabilities, registered: dockerfiles.promise, registeredForYaml: yaml.promise };
}

type Ask = <Answer>(method: string, line: number, character: number, more?: object) => Promise<Answer>;

export function asker(client: TestClient, uri: string): Ask {
  return (method, line, character, more = {}) =>
    client.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri },
      position: { line, character },
      ...more,
    });
}

/** Opens a Dockerfile whose `|` is where `here` asks. */
export async function opened(client: TestClient, marked: string, params: Partial<InitializeParams> = {}) {
  await begin(client, { capabilities: RICH, ...params });
  const before = marked.slice(0, marked.indexOf('|'));
  await client.open(URI, 'dockerfile', marked.replace('|', ''));
  const ask = asker(client, URI);
  const line = before.split('\n').length - 1;
  const character = before.length - before.lastIndexOf('\n') - 1;
  return { ask, here: <Answer>(method: string, more?: object) => ask<Answer>(method, line, character, more) };
}

export function range(line: number, from: number, to: number) {
  return { start: { line, character: from }, end: { line, character: to } };
}
