// SPDX-License-Identifier: GPL-3.0-or-later
// Twilio's OpenAPI documents as JSON Schema validators. The documents are generated and say some things otherwise than the wire
// does; exactly these transformations are made, and nothing is looser:
//  1. `nullable: true` (OpenAPI 3.0) becomes a second type "null", and null joins an enum.
//  2. Money and counts are text on the wire where the schema says `number` (README of the documents, third difference): a
//     number may be a text of digits with a point.
//  3. `format: uri` also takes a relative address (paging links of 2010-04-01, as in the documents' own examples), and "" where
//     the field is nullable (an unset URL of a phone number).
//  4. A response has every field of its schema and no other: the documents list all fields but require none.
//     Left out may be: the paging fields of AvailablePhoneNumbers, which the documents' own examples do not have either.
//     Added may be: what older libraries and captures show of numbers and the documents forgot (`alsoSeen`).
//  5. Lookups v2 never says `nullable`, although its examples have null for what was not asked for: there every property but
//     `valid` and `phone_number` may be null.
//  6. reason_conference_ended is null while a conference lasts (reference 3.3): the word that would say so stands behind a $ref.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const lookups = 'twilio_lookups_v2.json';
const alsoSeen = {
  subresource_uris: { type: 'object', additionalProperties: { type: 'string' } },
  type: { type: 'string', enum: ['local', 'mobile', 'toll-free'] },
};

const documents = [
  ['twilio_api_v2010.json', ''],
  ['twilio_pricing_v1.json', '/pricing'],
  ['twilio_pricing_v2.json', '/pricing'],
  [lookups, '/lookups'],
  ['twilio_iam_v1.json', '/iam'],
  ['twilio_messaging_v1.json', '/messaging'],
];

const rfc2822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d \+0000$/;
const formats = {
  'date-time-rfc-2822': rfc2822,
  int32: true, int64: true,
  uri: (text) => text === '' || /^(https?|wss?):\/\/[^\s]+$/.test(text) || /^\/[^\s]*$/.test(text),
  'http-method': /^(GET|POST)$/,
  'phone-number': (text) => text.length > 0,
  'iso-country-code': /^[A-Z]{2}$/,
  currency: /^([A-Z]{3}|[a-z]{3})$/,
  twiml: true, endpoint: true,
};
for (const name of ['uri-map', 'phone-number-capabilities', 'inbound-sms-price', 'outbound-sms-price', 'inbound-call-price',
                    'outbound-call-price', 'outbound-call-price-with-origin', 'outbound-prefix-price',
                    'outbound-prefix-price-with-origin', 'phone-number-price'])
  formats[name] = true;

// Fields that a list without pages leaves out: the documents' own examples of AvailablePhoneNumbers have none of them.
const pagingFields = ['end', 'first_page_uri', 'next_page_uri', 'page', 'page_size', 'previous_page_uri', 'start', 'uri'];

function transformed(schema, isResponse) {
  if (Array.isArray(schema)) return schema.map((part) => transformed(part, isResponse));
  if (schema === null || typeof schema !== 'object') return schema;
  const out = {};
  for (const [key, value] of Object.entries(schema)) {
    if (['nullable', 'example', 'examples', 'description', 'x-twilio', 'title', 'default', 'deprecated', 'discriminator'].includes(key)) continue;
    if (key === '$ref') { out.$ref = value; continue; }
    if (key === 'properties') {
      out.properties = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, transformed(part, isResponse)]));
      continue;
    }
    out[key] = key === 'enum' || key === 'required' ? value : transformed(value, isResponse);
  }
  if (schema.$ref) return { $ref: out.$ref };
  if (schema.type === 'number' && isResponse) {
    out.type = ['number', 'string'];
    out.pattern = '^-?\\d+(\\.\\d+)?$';
  }
  if (schema.nullable) {
    if (out.type) out.type = [].concat(out.type, 'null');
    if (out.enum) out.enum = [...out.enum, null];
  }
  if (isResponse && out.properties) {
    if ('voice_receive_mode' in out.properties) // an IncomingPhoneNumber
      for (const [name, part] of Object.entries(alsoSeen)) out.properties[name] ??= part;
    out.additionalProperties = false;
    out.required = Object.keys(schema.properties).filter((name) => !('available_phone_numbers' in out.properties && pagingFields.includes(name)));
  }
  return out;
}

function matcher(path) {
  const escaped = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp('^' + escaped.join('([^/]+?)') + '$');
}

export function loadOperations(folder) {
  const operations = [];
  for (const [file, prefix] of documents) {
    const document = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (file === lookups) {
      for (const schema of Object.values(document.components.schemas))
        for (const [name, part] of Object.entries(schema.properties ?? {}))
          if (!['valid', 'phone_number'].includes(name))
            schema.properties[name] = part.$ref ? { anyOf: [{ $ref: part.$ref }, { type: 'null' }] } : { ...part, nullable: true };
    }
    const reason = document.components.schemas.conference_enum_reason_conference_ended;
    if (reason) reason.nullable = true;
    const responses = new Ajv({ strict: false, allErrors: true, formats });
    const requests = new Ajv({ strict: false, allErrors: true, coerceTypes: 'array', formats });
    addFormats(responses, ['date', 'date-time']);
    addFormats(requests, ['date', 'date-time']);
    responses.addFormat('uri', formats.uri);
    requests.addFormat('uri', formats.uri);
    const components = (isResponse) => transformed({ schemas: document.components.schemas }, isResponse);
    const forResponses = components(true), forRequests = components(false);
    const compile = (ajv, schema, isResponse) =>
      ajv.compile({ ...transformed(schema, isResponse), components: isResponse ? forResponses : forRequests });

    for (const [path, item] of Object.entries(document.paths)) {
      for (const method of ['get', 'post', 'delete']) {
        const operation = item[method];
        if (!operation) continue;
        const bodies = {};
        for (const [status, response] of Object.entries(operation.responses)) {
          const schema = response.content?.['application/json']?.schema;
          bodies[status] = schema ? compile(responses, schema, true) : null;
        }
        const form = operation.requestBody?.content?.['application/x-www-form-urlencoded']?.schema;
        const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
        const schemaOf = (place) => {
          const found = parameters.filter((parameter) => parameter.in === place);
          return { type: 'object', additionalProperties: false, properties: Object.fromEntries(found.map((p) => [p.name, p.schema])),
                   required: found.filter((p) => p.required).map((p) => p.name) };
        };
        const formSchema = form ? { ...form, additionalProperties: false } : { type: 'object', additionalProperties: false };
        operations.push({
          id: operation.operationId, method: method.toUpperCase(), path: prefix + path, regexp: matcher(prefix + path),
          literal: !path.endsWith('}.json') && !path.endsWith('}'), bodies,
          form: compile(requests, formSchema, false), query: compile(requests, schemaOf('query'), false),
          place: compile(requests, schemaOf('path'), false), placeNames: [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]),
          arrays: Object.entries(form?.properties ?? {}).filter(([, p]) => p.type === 'array').map(([name]) => name),
          used: false,
        });
      }
    }
  }
  // "/IncomingPhoneNumbers/Local.json" is a list, not a number called Local.
  return operations.sort((a, b) => Number(b.literal) - Number(a.literal) || b.path.length - a.path.length);
}

export function operationFor(operations, method, pathname) {
  return operations.find((operation) => operation.method === method && operation.regexp.test(decodeURIComponent(pathname)));
}

const said = (errors) => errors.map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`).join('; ');

/**
 * What is wrong with a request; empty when nothing is: unknown, missing, doubled or badly written parts of the path, the query or
 * the form.
 */
export function requestFaults(operation, pathname, query, form) {
  const faults = [];
  const asObject = (pairs, arrays) => {
    const object = {};
    const empty = [];
    for (const [name, value] of pairs) {
      if (arrays.includes(name)) (object[name] ??= []).push(value);
      else if (name in object || empty.includes(name)) faults.push(`${name} is said twice`);
      else if (value !== '') object[name] = value;
      else empty.push(name); // clears a field: only its name can be wrong
    }
    for (const name of empty) object[name] = undefined;
    return object;
  };
  const hold = (validate, object, where) => {
    const known = Object.keys(validate.schema.properties ?? {});
    for (const name of Object.keys(object)) {
      if (object[name] !== undefined) continue;
      if (!known.includes(name)) faults.push(`${where}: ${name} is not known`);
      delete object[name];
    }
    if (!validate(object)) faults.push(`${where}: ` + said(validate.errors));
  };
  const values = operation.regexp.exec(decodeURIComponent(pathname)).slice(1);
  hold(operation.place, Object.fromEntries(operation.placeNames.map((name, i) => [name, values[i]])), 'path');

  const dates = /^(StartTime|EndTime|DateSent|DateCreated|DateUpdated|MessageDate)[<>]?$/; // days are instants here (reference 2.6)
  const queryObject = asObject(query, []);
  for (const name of Object.keys(queryObject))
    if (dates.test(name) && /^\d{4}-\d\d-\d\d$/.test(queryObject[name])) queryObject[name] += 'T00:00:00Z';
  hold(operation.query, queryObject, 'query');
  hold(operation.form, asObject(form, operation.arrays), 'form');
  return faults;
}

/** What is wrong with a response; empty when nothing is. */
export function responseFaults(operation, status, text) {
  if (!(status in operation.bodies)) return [`status ${status} is not among ${Object.keys(operation.bodies)}`];
  const validate = operation.bodies[status];
  if (!validate) return text === '' ? [] : ['has a body'];
  let json;
  try { json = JSON.parse(text); } catch { return ['is not JSON: ' + text.slice(0, 100)]; }
  return validate(json) ? [] : [said(validate.errors)];
}

/** The form every error has, whatever the documents leave open (reference 2.3). */
export function errorFaults(status, text) {
  let json;
  try { json = JSON.parse(text); } catch { return ['error is not JSON']; }
  const good = Number.isInteger(json.code) && typeof json.message === 'string' && json.message !== '' && json.status === status
    && json.more_info === `https://www.twilio.com/docs/errors/${json.code}`;
  return good ? [] : ['error has another form: ' + text];
}
