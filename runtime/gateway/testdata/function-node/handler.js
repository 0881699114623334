// A function for Node with the loop of a runtime around it, for the tests of local functions.
const http = require('http');

async function handler(event, context) {
  console.log('handling', event.httpMethod, event.path);
  if (event.path === '/error') throw new Error('no such pet');
  return { statusCode: 200, headers: { 'Content-Type': 'text/plain' }, body: `${event.path} ${context.awsRequestId.length}` };
}

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const req = http.request({ host, port, method, path: '/2018-06-01/runtime/' + path }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (part) => { text += part; }).on('end', () => resolve({ headers: res.headers, text }));
    });
    req.on('error', reject).end(body);
  });
}

(async () => {
  for (;;) {
    const next = await call('GET', 'invocation/next');
    const awsRequestId = next.headers['lambda-runtime-aws-request-id'];
    try {
      const result = await handler(JSON.parse(next.text), { awsRequestId });
      await call('POST', `invocation/${awsRequestId}/response`, JSON.stringify(result));
    } catch (e) {
      await call('POST', `invocation/${awsRequestId}/error`, JSON.stringify({ errorMessage: e.message, errorType: e.name }));
    }
  }
})();
