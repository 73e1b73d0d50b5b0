// SPDX-License-Identifier: GPL-3.0-or-later
// Usage: contract.mjs SANDBOX-PROGRAM OPENAPI-FOLDER [--journal FILE...|--scenarios FILE]
// Crawls every operation of Twilio's OpenAPI documents that the sandbox offers and validates each request and response, and
// each webhook. With --scenarios the journal of tst_scenarios is, to the letter; FILE.token holds the key of its signatures.
// With --journal recorded answers of GET /_sandbox/journal are validated instead: what a client really asked.
import { readFileSync } from 'node:fs';
import { crawl } from './crawl.mjs';
import { crawlCalls } from './crawlcalls.mjs';
import { crawlWebhooks } from './crawlwebhooks.mjs';
import { journalFaults } from './journal.mjs';
import { blindSpots } from './mutations.mjs';
import { errorFaults, loadOperations, operationFor, requestFaults, responseFaults } from './openapi.mjs';
import { client, startSandbox } from './sandbox.mjs';
import { scenarioFaults } from './scenarios.mjs';

const [program, folder, option, ...files] = process.argv.slice(2);
const operations = loadOperations(folder);
let wrong = 0, checked = 0;

function complain(what, faults) {
  for (const fault of faults) {
    ++wrong;
    console.log(`${what}: ${fault}`);
  }
}

/** The ways to use an account, each of which holds question and answer against the documents. */
function toolsFor(sandbox, request) {
  const pairsOf = (form) => (form === undefined ? [] : Array.isArray(form) ? form : Object.entries(form));

  /** @return the answer's JSON */
  async function ask(method, target, form, expected) {
    const url = new URL(target, 'http://sandbox');
    const operation = operationFor(operations, method, url.pathname);
    const answer = await request(method, target, form);
    const name = `${method} ${target}`;
    if (!operation) { complain(name, ['no such operation in the documents']); return answer.json; }
    ++checked;
    operation.used = true;
    if (expected) { // an error is wanted
      if (answer.status !== expected[0] || answer.json?.code !== expected[1]) complain(name, [`wanted ${expected}, got ${answer.status} ${answer.text.slice(0, 200)}`]);
      complain(name, errorFaults(answer.status, answer.text));
      return answer.json;
    }
    complain(name + ' (request)', requestFaults(operation, url.pathname, url.searchParams, pairsOf(form)));
    complain(name, responseFaults(operation, answer.status, answer.text));
    return answer.json ?? {};
  }
  const get = (target) => ask('GET', target);

  /** Walks a list by its own links and checks that the links lead through all of it. @return all items */
  async function walk(target, key, most = 5) {
    const all = [];
    let next = target;
    for (let page = 0; next && page < most; ++page) {
      const list = await get(next);
      all.push(...(list?.[key] ?? []));
      const link = list?.next_page_uri ?? list?.meta?.next_page_url;
      next = link ? link.replace(sandbox.rest, '') : null;
    }
    const sids = all.map((item) => item.sid).filter(Boolean);
    if (new Set(sids).size !== sids.length) complain(target, ['the same item on two pages']);
    return all;
  }
  return {
    get, walk,
    post: (target, form) => ask('POST', target, form),
    remove: (target) => ask('DELETE', target),
    refused: (method, target, form, status, code) => ask(method, target, form, [status, code]),
  };
}

async function useSandbox(sandbox) {
  const request = client(sandbox);
  const tools = toolsFor(sandbox, request);
  await crawl(tools, sandbox);
  complain('webhooks', await crawlWebhooks(tools, sandbox, request));
  complain('calls', await crawlCalls(tools, sandbox, request));

  const { json: journal } = await request('GET', '/_sandbox/journal');
  const found = journalFaults(operations, journal, sandbox.authToken);
  for (const [what, fault] of found.faults) complain(`journal: ${what}`, [fault]);
  if (found.used.request !== checked) complain('/_sandbox/journal', [`has ${found.used.request} of ${checked} requests`]);
  complain('the check of a journal', blindSpots(operations, journal, sandbox.authToken));
}

async function crawlAll() {
  const sandbox = await startSandbox(program, ['--world', 'demo', '--seed', '1']);
  try {
    await useSandbox(sandbox);
  } catch (error) {
    complain('the crawl', [error.stack]);
  }
  await sandbox.stop();
  const later = /\/Conferences\/[^/]+\/Recordings/; // not offered yet
  for (const operation of operations)
    if (!operation.used && !later.test(operation.path)) complain(`${operation.method} ${operation.path}`, ['was never tried']);
}

if (option === '--journal' || option === '--scenarios') {
  for (const file of files) {
    const journal = JSON.parse(readFileSync(file, 'utf8'));
    const token = option === '--scenarios' ? readFileSync(`${file}.token`, 'utf8') : undefined;
    const found = journalFaults(operations, journal, token);
    checked += found.checked;
    if (token) for (const [what, fault] of scenarioFaults(journal, token)) complain(what, [fault]);
    for (const [what, fault] of found.faults) complain(what, [fault]);
    console.log(`${file}: ${JSON.stringify(found.used)}`);
  }
  for (const operation of operations) if (operation.used) console.log(`used: ${operation.method} ${operation.path}`);
} else {
  await crawlAll();
}
console.log(`${checked} exchanges held against the documents, ${wrong} faults`);
process.exit(wrong === 0 && checked > 0 ? 0 : 1);
