// A provider that lies: what its token says of itself is the code that is given in, as JSON in base64url.
// { claims: changed ones, alg: another algorithm, key: "other" | "none" | "shared" }
// node forger.mjs PORT
import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';

const [port] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const [own, other] = [0, 1].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
const jwk = { ...createPublicKey(own).export({ format: 'jwk' }), kid: 'a', use: 'sig', alg: 'RS256' };
const pem = createPublicKey(own).export({ format: 'pem', type: 'spki' });
const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function token({ claims = {}, alg = 'RS256', key }) {
  const now = Math.floor(Date.now() / 1000);
  const said = { iss: issuer, aud: 'duheng', sub: 'S-zhangsan', iat: now, exp: now + 60, ...claims };
  if (claims.late) said.exp = now - claims.late;
  const text = `${encode({ alg, kid: 'a' })}.${encode(said)}`;
  if (key === 'none') return `${text}.`;
  if (key === 'shared') return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`;
  return `${text}.${sign('sha256', Buffer.from(text), key === 'other' ? other : own).toString('base64url')}`;
}

const doors = {
  '/.well-known/openid-configuration': () => ({
    issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`,
  }),
  '/jwks': () => ({ keys: [jwk] }),
  '/token': (body) => {
    const told = JSON.parse(Buffer.from(new URLSearchParams(body).get('code'), 'base64url'));
    return { token_type: 'Bearer', access_token: 'x', id_token: token(told) };
  },
};
createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  const door = doors[request.url];
  response.statusCode = door ? 200 : 404;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(door ? door(body) : {}));
}).listen(port, '127.0.0.1', () => console.log(`listening ${issuer}`));
