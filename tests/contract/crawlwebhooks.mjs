// SPDX-License-Identifier: GPL-3.0-or-later
import { createServer } from 'node:http';

/** Makes the sandbox send each kind of webhook it has to a listener here, and waits for them. @return what has not come, in words */
export async function crawlWebhooks({ get, post }, sandbox, request) {
  const arrived = [];
  const listener = createServer((incoming, answer) => {
    let body = '';
    incoming.on('data', (part) => { body += part; });
    incoming.on('end', () => {
      arrived.push(`${incoming.url} ${new URLSearchParams(body).get('MessageStatus') ?? new URLSearchParams(body).get('CallStatus') ?? ''}`.trim());
      answer.writeHead(200, { 'content-type': 'text/xml' }).end('<Response/>');
    });
  });
  await new Promise((resolve) => { listener.listen(0, '127.0.0.1', resolve); });
  const here = `http://127.0.0.1:${listener.address().port}`;

  const account = `/2010-04-01/Accounts/${sandbox.accountSid}`;
  const { incoming_phone_numbers: numbers } = await get(`${account}/IncomingPhoneNumbers.json`);
  const line = numbers.find((number) => number.type === 'local');
  await post(`${account}/IncomingPhoneNumbers/${line.sid}.json`, { SmsUrl: `${here}/sms?line=1`, StatusCallback: `${here}/call` });
  const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=';
  for (const media of [[], [pixel]])
    await request('POST', '/_sandbox/messages', JSON.stringify({ from: '+14155550108', to: line.phone_number, body: 'On my way & co. +1', media }));
  await post(`${account}/Messages.json`, { From: line.phone_number, To: '+14155550108', Body: 'Hello', StatusCallback: `${here}/status` });
  const call = [['From', line.phone_number], ['To', '+14155550108'], ['Url', `${here}/voice`], ['StatusCallback', `${here}/call`]];
  await post(`${account}/Calls.json`, [...call, ...['initiated', 'ringing', 'answered', 'completed'].map((event) => ['StatusCallbackEvent', event])]);

  const wanted = ['/sms?line=1', '/status sent', '/status delivered'];
  const missing = () => wanted.filter((word) => !arrived.includes(word));
  for (let tries = 0; tries < 300 && missing().length > 0; ++tries) await new Promise((resolve) => { setTimeout(resolve, 100); });
  listener.closeAllConnections();
  listener.close();
  return missing().map((word) => `the webhook ${word} has not come`);
}
