import { BASIC, FAULT_PROTOCOLS, type FaultEntries } from './fault-entry';

/** The call is carried out and the response is wrong. */
export const RESPONSE_FAULTS = {
  slow: {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Waits before it answers, for as long as it is told to.',
  },
  'http-500': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers every call with HTTP 500.',
  },
  redirect: {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers every call with a redirect.',
  },
  'connection-reset': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Cuts the connection instead of answering.',
  },
  'gateway-block-page': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers with the HTML page of a firewall that blocked the request, status 403.',
  },
  'gateway-block-page-200': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers with the HTML page of a firewall that blocked the request, status 200.',
  },
  'result-code-000001': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers every call with 000001.',
  },
  'result-code-000005': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers every call with 000005.',
  },
  'wrong-content-type': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Sends the JSON answer as text/html.',
  },
  'wrong-charset': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Sends resultMsg with Chinese characters in GBK, and says so in the content type.',
  },
  'bom-in-body': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Puts a byte order mark in front of the JSON answer.',
  },
  'gzip-declared-not-sent': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Says Content-Encoding: gzip and sends the answer as it is.',
  },
  'invalid-json': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Leaves out the last brace of the JSON answer.',
  },
  'missing-result-code': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Leaves resultCode out of the answer.',
  },
  'missing-instance-id': {
    scope: 'response',
    protocols: BASIC,
    description: 'Leaves instanceId out of the answer.',
  },
  'long-instance-id': {
    scope: 'response',
    protocols: BASIC,
    description: 'Returns instance ids of 65 characters.',
  },
  'missing-front-end-url': {
    scope: 'response',
    protocols: BASIC,
    description: 'Leaves frontEndUrl out of appInfo.',
  },
  'missing-usage-value': {
    scope: 'response',
    protocols: BASIC,
    description: 'Leaves usageValue out of the usageInfo of queryInstance.',
  },
  'sensitive-in-clear': {
    scope: 'response',
    protocols: ['V1'],
    description: 'Sends userName and password as they are, not encrypted.',
  },
  'ciphertext-too-long': {
    scope: 'response',
    protocols: ['V1'],
    description: 'Sends userName and password whose ciphertext has more than 128 characters.',
  },
  'wrong-encrypt-type': {
    scope: 'response',
    protocols: ['V1'],
    description: 'Says encryptType 1 and encrypts with AES-128, which is 2.',
  },
  'body-sign-missing': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Leaves out the Body-Sign header.',
  },
  'body-sign-recased': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Spells the header body-sign instead of Body-Sign.',
  },
  'body-sign-unquoted': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Leaves the quotes out of the Body-Sign header.',
  },
  'body-sign-hex': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Writes the signature in Body-Sign as hexadecimal instead of base64.',
  },
  'body-sign-with-timestamp': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Signs the answer with accessKey + timeStamp instead of accessKey alone.',
  },
  'body-sign-mismatch': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Appends a newline to the body after signing it.',
  },
  'charset-refused': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers with the page of a body parser that refuses the charset utf8, status 415.',
  },
  'csrf-refused': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers with the page of a framework that asks for a CSRF token, status 403.',
  },
  'http-login': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Asks for an HTTP login before the interface, status 401.',
  },
  'exception-page': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers with the page of a debugger that shows an exception, status 500.',
  },
  'gateway-without-server': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers with the page of a gateway that cannot reach its server, status 502.',
  },
  'default-page': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Answers with the page that a web server was installed with, status 200.',
  },
  'warning-before-json': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Prints a warning of PHP before the JSON answer.',
  },
  'encoded-twice': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Encodes the JSON answer as a JSON string.',
  },
  'charset-as-coding': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Says Content-Encoding: utf-8.',
  },
  'ciphertext-line-end': {
    scope: 'response',
    protocols: ['V1'],
    description: 'Ends userName and password with the line end of their base64 encoder.',
  },
  'body-sign-misnamed': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Calls the header bodySign instead of Body-Sign.',
  },
  'body-sign-single-quotes': {
    scope: 'response',
    protocols: FAULT_PROTOCOLS,
    description: 'Writes the members of the Body-Sign header in single quotes.',
  },
} as const satisfies FaultEntries;
