// SPDX-License-Identifier: GPL-3.0-or-later
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Starts a sandbox and resolves when it is ready: { rest, accountSid, authToken, stop() }. */
export async function startSandbox(program, args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.once('error', reject);
  });
  const ready = JSON.parse(line);
  return {
    rest: ready.rest, accountSid: ready.account_sid, authToken: ready.auth_token,
    stop: () => new Promise((resolve) => { child.once('exit', resolve); child.kill('SIGTERM'); }),
  };
}

/** A request, with a basic password, redirects not followed; a text as form is JSON: { status, text, json, headers }. */
export function client(sandbox) {
  const authorization = 'Basic ' + Buffer.from(`${sandbox.accountSid}:${sandbox.authToken}`).toString('base64');
  return async (method, target, form) => {
    const isJson = typeof form === 'string';
    const body = form === undefined || isJson ? form : new URLSearchParams(Array.isArray(form) ? form : Object.entries(form)).toString();
    const headers = { authorization };
    if (body !== undefined) headers['content-type'] = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
    const answer = await fetch(sandbox.rest + target, { method, headers, body, redirect: 'manual' });
    const text = await answer.text();
    let json = null;
    try { json = JSON.parse(text); } catch { /* not every answer is JSON */ }
    return { status: answer.status, text, json, headers: answer.headers };
  };
}
