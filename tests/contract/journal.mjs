// SPDX-License-Identifier: GPL-3.0-or-later
// A journal of the sandbox (GET /_sandbox/journal) against Twilio's documents: every request some client made, every answer
// it got, every webhook that was sent.
import { errorFaults, operationFor, requestFaults, responseFaults } from './openapi.mjs';
import { webhookFaults } from './webhooks.mjs';

// The bytes of recordings and attachments stand in no document (reference 4.3 and 5.4).
const sounds = /\/Accounts\/AC[0-9a-f]{32}\/Recordings\/RE[0-9a-f]{32}(\.wav|\.mp3)?$/;
const attachments = /\/Accounts\/AC[0-9a-f]{32}\/Messages\/(SM|MM)[0-9a-f]{32}\/Media\/ME[0-9a-f]{32}$/;

const header = (headers, name) => headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '';

/** A fault that struck has made something else of the answer; latency and a slow drip have not. */
const isTrue = (entry) => (entry.notes ?? []).every((note) => ['latency', 'slow drip'].includes(note));

function bytesFaults(entry, url) {
  const faults = [];
  if (!['GET', 'HEAD'].includes(entry.method)) faults.push('bytes can only be fetched');
  if (sounds.test(url.pathname))
    for (const [name, value] of url.searchParams)
      if (name !== 'RequestedChannels' || !['1', '2'].includes(value)) faults.push(`query: ${name}=${value} is not known`);
  if (attachments.test(url.pathname) && url.search !== '') faults.push('query: attachments take none');
  if (!isTrue(entry)) return faults;
  const type = header(entry.response_headers, 'Content-Type');
  if (entry.status === 307 && attachments.test(url.pathname)) {
    if (!/^https?:\/\//.test(header(entry.response_headers, 'Location'))) faults.push('leads nowhere');
  } else if (![200, 206, 304].includes(entry.status)) {
    faults.push(...errorFaults(entry.status, entry.response_body));
  } else if (!type.startsWith('audio/')) {
    faults.push(`is ${type}, not a sound`);
  }
  return faults;
}

function requestEntryFaults(operations, entry) {
  const faults = [];
  const url = new URL(entry.url, 'http://sandbox');
  if (!header(entry.request_headers, 'Authorization')) faults.push('carries no credentials');
  if (sounds.test(url.pathname) || attachments.test(url.pathname)) return [...faults, ...bytesFaults(entry, url)];

  const operation = operationFor(operations, entry.method === 'HEAD' ? 'GET' : entry.method, url.pathname);
  if (!operation) return [...faults, 'is not among the documents\' operations'];
  operation.used = true;
  if (entry.request_body !== '' && header(entry.request_headers, 'Content-Type') !== 'application/x-www-form-urlencoded')
    faults.push(`has a body that is ${header(entry.request_headers, 'Content-Type')}`);
  faults.push(...requestFaults(operation, url.pathname, url.searchParams, new URLSearchParams(entry.request_body)));
  if (!isTrue(entry)) return faults;
  const answer = entry.status >= 400 ? errorFaults(entry.status, entry.response_body) : responseFaults(operation, entry.status, entry.response_body);
  return [...faults, ...answer.map((fault) => 'answer: ' + fault)];
}

function mediaEntryFaults(entry) {
  const faults = [];
  if (entry.credentials_leaked) faults.push('the account\'s credentials went to another host');
  if (isTrue(entry) && ![200, 206].includes(entry.status)) faults.push(`status ${entry.status}`);
  return faults;
}

/**
 * Holds every entry of @p journal against the documents.
 * @return {checked, used, faults: [what, fault] pairs}; used: the operations that requests went to
 */
export function journalFaults(operations, journal, token) {
  const faults = [];
  if (journal.dropped !== 0) faults.push(['the journal', `${journal.dropped} entries had to make room: it is not whole`]);
  const used = {};
  for (const entry of journal.entries) {
    let wrong = [];
    if (entry.kind === 'webhook') wrong = webhookFaults(entry, token);
    else if (entry.kind === 'media') wrong = mediaEntryFaults(entry);
    else if (entry.kind === 'sip') wrong = []; // registrations and calls of phones: no HTTP, and in no OpenAPI document
    else wrong = requestEntryFaults(operations, entry);
    used[entry.kind] = (used[entry.kind] ?? 0) + 1;
    for (const fault of wrong) faults.push([`${entry.kind} ${entry.method} ${entry.url} (${entry.status})`, fault]);
  }
  return { checked: journal.entries.length, used, faults };
}
