// A real provider: oidc-provider with one client and made-up people. Whoever types a name is who he says.
// node server.mjs PORT REDIRECT_URI SIGNING_ALGORITHM
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [port, redirect, algorithm] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
// Keys of its own at every start: a restart is a change of keys.
const key = (kind, options, alg) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' }),
  alg, use: 'sig', kid: randomUUID(),
});
const keys = [
  key('rsa', { modulusLength: 2048 }, 'RS256'),
  key('rsa', { modulusLength: 2048 }, 'PS256'),
  key('ec', { namedCurve: 'P-256' }, 'ES256'),
  key('ed25519', {}, 'EdDSA'),
];
const numbers = { zhangsan: 'jia', lisi: 'nobody' };

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'duheng', client_secret: 'a secret of the test, and of nothing else',
    redirect_uris: [redirect], post_logout_redirect_uris: [new URL('/login', redirect).href],
    response_types: ['code'], grant_types: ['authorization_code'], id_token_signed_response_alg: algorithm,
  }],
  jwks: { keys },
  enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256', 'EdDSA'] },
  scopes: ['openid', 'profile'],
  claims: { openid: ['sub'], profile: ['employee_number'] },
  // Claims of a scope stand in the ID token itself.
  conformIdTokenClaims: false,
  pkce: { required: () => true, methods: ['S256'] },
  cookies: { keys: ['of the test'] },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: `S-${id}`, employee_number: numbers[id] }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
createServer(async (request, response) => {
  if (!request.url.startsWith('/interaction/')) return answer(request, response);
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end('<title>统一身份</title><form method="post"><input name="login" autofocus><button>登录</button></form>');
  }
  let body = '';
  for await (const piece of request) body += piece;
  const login = new URLSearchParams(body).get('login');
  const result = login ? { login: { accountId: login } } : { error: 'access_denied' };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}).listen(port, '127.0.0.1', () => console.log(`listening ${issuer}`));
