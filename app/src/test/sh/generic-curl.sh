#!/bin/bash
# Goes through everything that the generic system's document describes, with its own commands, against a running
# server: API keys, the authorization request with its consent page, the token exchange, the JWT, every error code,
# test keys; then what the authority adds: PKCE, refresh, client credentials, device code, revocation.
#
# usage: generic-curl.sh BASE_URL EMAIL PASSWORD API_KEY CLIENT_ID CLIENT_SECRET
# authority: --plan free
# needs curl, jq and python3; exits 0 only if every answer is right. The last error code is provoked by using up the 60
# requests a minute that the free plan gives a key.
set -euo pipefail
[ $# -eq 6 ] || { echo "usage: $0 BASE_URL EMAIL PASSWORD API_KEY CLIENT_ID CLIENT_SECRET" >&2; exit 2; }
base=$1 email=$2 password=$3 admin=$4 client_id=$5 client_secret=$6
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step=0
# ok NAME JSON JQ_TEST: the answer passes the test, else the script ends
ok() {
  step=$((step + 1))
  if jq -e "$3" >/dev/null 2>&1 <<<"$2"; then
    echo "ok $step - $1"
  else
    echo "not ok $step - $1: $(jq -c 'if type == "object" then (.error // keys) else . end' <<<"$2" 2>/dev/null || echo 'no JSON')" >&2
    exit 1
  fi
}

# is NAME TEXT PATTERN: the same for text
is() {
  step=$((step + 1))
  if grep -Eq -- "$3" <<<"$2"; then
    echo "ok $step - $1"
  else
    echo "not ok $step - $1" >&2
    exit 1
  fi
}

# part TOKEN NUMBER: a part of a JWT as text
part() {
  local text
  text=$(cut -d. -f"$2" <<<"$1" | tr '_-' '/+')
  while [ $((${#text} % 4)) -ne 0 ]; do text="$text="; done
  base64 -d <<<"$text"
}

# allow AUTHORIZE_URL DECISION: opens the page, sends its form, prints where the browser is sent
allow() {
  curl -sS -c "$work/jar" "$1" -o "$work/page"
  local ticket
  ticket=$(sed -n 's/.*name="ticket" value="\([^"]*\)".*/\1/p' "$work/page")
  curl -sS -b "$work/jar" -o /dev/null -w '%{redirect_url}' "$base/oauth/authorize" \
    --data-urlencode "ticket=$ticket" --data-urlencode "email=$email" --data-urlencode "password=$password" \
    --data-urlencode "decision=$2"
}

# --- API keys
created=$(curl -sS -X POST "$base/v1/api-keys" -H "Authorization: Bearer $admin" -H "Content-Type: application/json" \
  -d '{"name": "Server", "scopes": ["read"]}')
ok "a live key is created" "$created" '(.key | test("^sk_live_[0-9A-Za-z]{49}$")) and .scopes == ["read"]'
key=$(jq -r .key <<<"$created")
id=$(jq -r .id <<<"$created")
users=$(curl -sS -H "Authorization: Bearer $key" \
  "$base/v1/users")
ok "the key opens the users" "$users" '.data[0].email == "'"$email"'" and .environment == "production"'
created=$(curl -sS -X POST "$base/v1/api-keys" -H "Authorization: Bearer $admin" -H "Content-Type: application/json" \
  -d '{"name": "Test", "scopes": ["read", "write"], "environment": "sandbox"}')
ok "a test key is created" "$created" '.key | test("^sk_test_[0-9A-Za-z]{49}$")'
test_key=$(jq -r .key <<<"$created")
test_id=$(jq -r .id <<<"$created")
users=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $test_key")
ok "a test key sees the sandbox" "$users" '.environment == "sandbox" and (.data | all(.id | startswith("user_test_")))'

# --- the four error codes
for bad in sk_live_1234567890abcdef sk_test_1234567890abcdef nonsense; do
  answer=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $bad")
  ok "$bad is refused word by word" "$answer" '. == {"error": {"type": "authentication_error", "code": "invalid_api_key", "message": "The API key provided is invalid"}}'
done
answer=$(curl -sS "$base/v1/users")
ok "without a key the code is the same" "$answer" '.error.code == "invalid_api_key"'
answer=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $test_key" -H "X-Environment: production")
ok "a test key in production is refused, and the message says why" "$answer" '.error.code == "invalid_api_key" and (.error.message | test("sandbox key.*production"))'
answer=$(curl -sS -X POST "$base/v1/projects" -H "Authorization: Bearer $key" -H "Content-Type: application/json" -d '{"name": "x"}')
ok "a key without the scope gets insufficient_scope" "$answer" '.error.code == "insufficient_scope" and .error.type == "permission_error"'

# --- OAuth: authorization request, consent, code, token exchange
redirect_uri=http://127.0.0.1:53123/callback
headers=$(curl -sS -o "$work/page" -D - "$base/oauth/authorize?client_id=$client_id&redirect_uri=$redirect_uri&response_type=code&scope=read%20write&state=xyz")
is "the authorization URL shows a page" "$headers" '^HTTP/1.1 200'
is "that no script can run in" "$headers" "^Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
is "and nobody can frame" "$headers" "frame-ancestors 'none'"
is "it names the application" "$(cat "$work/page")" 'Keyrack asks for access'
location=$(allow "$base/oauth/authorize?client_id=$client_id&redirect_uri=$redirect_uri&response_type=code&scope=read+write&state=xyz" deny)
is "Deny goes back with access_denied and the state" "$location" '^http://127\.0\.0\.1:53123/callback\?error=access_denied.*&?state=xyz'
location=$(allow "$base/oauth/authorize?client_id=$client_id&redirect_uri=$redirect_uri&response_type=code&scope=read+write&state=xyz" allow)
is "Allow goes back with a code and the state" "$location" '^http://127\.0\.0\.1:53123/callback\?code=[0-9A-Za-z]{43}&state=xyz$'
code=$(sed -n 's/.*[?&]code=\([^&]*\).*/\1/p' <<<"$location")
tokens=$(curl -sS -X POST "$base/oauth/token" \
  -H "Content-Type: application/x-www-form-urlencoded" \
  -d "grant_type=authorization_code" \
  -d "code=$code" \
  -d "redirect_uri=$redirect_uri" \
  -d "client_id=$client_id" \
  -d "client_secret=$client_secret")
ok "the code is exchanged for tokens" "$tokens" '.token_type == "Bearer" and .expires_in == 86400 and .scope == "read write" and (.refresh_token | length == 43)'
token=$(jq -r .access_token <<<"$tokens")
users=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $token")
ok "the access token opens the users" "$users" '.data[0].email == "'"$email"'"'

# --- JWT
ok "its header is the document's" "$(part "$token" 1)" '. == {"alg": "HS256", "typ": "JWT"}'
ok "its payload is the document's" "$(part "$token" 2)" '(.sub | startswith("user_")) and .exp - .iat == 86400 and .scope == "read write"'
answer=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $(cut -d. -f1,2 <<<"$token").AAAA")
ok "a token with another signature is refused" "$answer" '.error.type == "authentication_error"'

# --- what may be tried once, and cannot be tried twice
again=$(curl -sS -X POST "$base/oauth/token" -d "grant_type=authorization_code" -d "code=$code" -d "redirect_uri=$redirect_uri" \
  -d "client_id=$client_id" -d "client_secret=$client_secret")
ok "a code is good once" "$again" '.error == "invalid_grant"'
answer=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $token")
ok "and its second use ends the tokens of the first" "$answer" '.error.code == "invalid_token"'

# --- PKCE, refresh, revocation
verifier=$(python3 -c 'import secrets; print(secrets.token_urlsafe(32))')
challenge=$(printf %s "$verifier" | sha256sum | cut -d' ' -f1 | python3 -c '
import base64, sys
print(base64.urlsafe_b64encode(bytes.fromhex(sys.stdin.read().strip())).decode().rstrip("="))')
location=$(allow "$base/oauth/authorize?client_id=keyrack-desktop&redirect_uri=$redirect_uri&response_type=code&scope=read&state=s&code_challenge=$challenge&code_challenge_method=S256" allow)
code=$(sed -n 's/.*[?&]code=\([^&]*\).*/\1/p' <<<"$location")
tokens=$(curl -sS -X POST "$base/oauth/token" -d "grant_type=authorization_code" -d "code=$code" -d "redirect_uri=$redirect_uri" \
  -d "client_id=keyrack-desktop" -d "code_verifier=$verifier")
ok "a client without a secret proves itself by PKCE" "$tokens" '.scope == "read"'
tokens=$(curl -sS -X POST "$base/oauth/token" -d "grant_type=refresh_token" -d "client_id=keyrack-desktop" \
  -d "refresh_token=$(jq -r .refresh_token <<<"$tokens")")
ok "a refresh token gives the next pair" "$tokens" '.access_token | startswith("eyJ")'
curl -sS -X POST "$base/oauth/revoke" -d "client_id=keyrack-desktop" -d "token=$(jq -r .refresh_token <<<"$tokens")"
answer=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $(jq -r .access_token <<<"$tokens")")
ok "a revoked token is refused by the very next request" "$answer" '.error.code == "invalid_token"'

# --- client credentials, device code
tokens=$(curl -sS -u "$client_id:$client_secret" "$base/oauth/token" -d "grant_type=client_credentials" -d "scope=read write")
ok "an application gets a token of its own" "$tokens" '.scope == "read write" and (has("refresh_token") | not)'
listed=$(curl -sS "$base/v1/api-keys?per_page=1&page=1" -H "Authorization: Bearer $(jq -r .access_token <<<"$tokens")")
ok "which lists keys in numbered pages" "$listed" '(.data | length == 1) and .total >= 3 and .total_pages == .total'
told=$(curl -sS -u "$client_id:$client_secret" "$base/oauth/introspect" -d "token=$(jq -r .access_token <<<"$tokens")")
ok "introspection knows it" "$told" '.active == true and .client_id == "'"$client_id"'"'
device=$(curl -sS "$base/oauth/device" -d "client_id=keyrack-desktop" -d "scope=read")
ok "a device gets a code for a person" "$device" '(.user_code | test("^[A-Z]{4}-[A-Z]{4}$")) and .interval == 5'
poll() {
  curl -sS "$base/oauth/token" -d "grant_type=urn:ietf:params:oauth:grant-type:device_code" -d "client_id=keyrack-desktop" \
    -d "device_code=$(jq -r .device_code <<<"$device")"
}
ok "and waits" "$(poll)" '.error == "authorization_pending"'
ok "patiently" "$(poll)" '.error == "slow_down"'
ticket() { sed -n 's/.*name="ticket" value="\([^"]*\)".*/\1/p' "$work/page"; }
curl -sS -c "$work/jar" -o "$work/page" "$(jq -r .verification_uri_complete <<<"$device")"
curl -sS -b "$work/jar" -c "$work/jar" -o "$work/page.next" "$base/oauth/device/code" --data-urlencode "ticket=$(ticket)" \
  --data-urlencode "user_code=$(jq -r .user_code <<<"$device")"
mv "$work/page.next" "$work/page"
connected=$(curl -sS -b "$work/jar" "$base/oauth/device/consent" --data-urlencode "ticket=$(ticket)" --data-urlencode "email=$email" \
  --data-urlencode "password=$password" -d decision=allow)
is "the person types it and allows it" "$connected" 'Device connected'
ok "the device has its token" "$(poll)" '.access_token | startswith("eyJ")'

# --- the end of the keys, and too many requests
status=$(curl -sS -o /dev/null -w '%{http_code}' -X DELETE "$base/v1/api-keys/$id" -H "Authorization: Bearer $admin")
ok "a key can be revoked" "$status" '. == 204'
answer=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $key")
ok "and is refused by the very next request" "$answer" '.error.code == "invalid_api_key" and .error.type == "authentication_error"'
limit=$(curl -sS -o /dev/null -D - "$base/v1/users" -H "Authorization: Bearer $test_key" | tr -d '\r' | sed -n 's/^X-RateLimit-Limit: //ip')
seq "$limit" | xargs -P 8 -I{} curl -sS -o /dev/null "$base/v1/users" -H "Authorization: Bearer $test_key"
answer=$(curl -sS "$base/v1/users" -H "Authorization: Bearer $test_key")
ok "too many requests get rate_limit_exceeded" "$answer" '.error.code == "rate_limit_exceeded" and .error.type == "rate_limit_error"'
status=$(curl -sS -o /dev/null -w '%{http_code}' -X DELETE "$base/v1/api-keys/$test_id" -H "Authorization: Bearer $admin")
ok "the test key is removed too" "$status" '. == 204'
echo "1..$step"
