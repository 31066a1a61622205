#!/bin/bash
# Goes through everything that Cloudheed's document describes, with its own commands, against a running authority:
# login, refresh, create a key, use it, set up 2FA, verify it, login with a code.
#
# usage: cloudheed-curl.sh BASE_URL EMAIL PASSWORD      needs curl, jq and python3; exits 0 only if every answer is right
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: $0 BASE_URL EMAIL PASSWORD" >&2; exit 2; }
base=$1 email=$2 password=$3

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

# totp SECRET STEPS: the code of RFC 6238, so many steps of 30 seconds from now
totp() {
  python3 -c '
import base64, hashlib, hmac, struct, sys, time
key = base64.b32decode(sys.argv[1] + "=" * (-len(sys.argv[1]) % 8))
mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30 + int(sys.argv[2])), hashlib.sha1).digest()
at = mac[-1] & 15
print("%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7fffffff) % 1000000))' "$1" "$2"
}

login=$(curl -sS -X POST "$base/v1/auth/login" \
  -H "Content-Type: application/json" \
  -d '{
    "email": "'"$email"'",
    "password": "'"$password"'"
  }')
ok "login gives an access token and a refresh token" "$login" '(.access_token | startswith("eyJ")) and (.refresh_token | length > 20) and .token_type == "Bearer" and .expires_in == 3600'
token=$(jq -r .access_token <<<"$login")

databases=$(curl -sS "$base/v1/databases" \
  -H "Authorization: Bearer $token")
ok "the access token opens the databases" "$databases" '.data | type == "array"'

refreshed=$(curl -sS -X POST "$base/v1/auth/refresh" \
  -H "Content-Type: application/json" \
  -d '{
    "refresh_token": "'"$(jq -r .refresh_token <<<"$login")"'"
  }')
ok "refresh gives a new pair" "$refreshed" '(.access_token | startswith("eyJ")) and (.refresh_token | length > 20)'
token=$(jq -r .access_token <<<"$refreshed")

created=$(curl -sS -X POST "$base/v1/auth/api-keys" \
  -H "Authorization: Bearer $token" \
  -H "Content-Type: application/json" \
  -d '{
    "name": "Production Key",
    "scopes": ["databases:read", "databases:write"],
    "expires_in": "365d"
  }')
ok "creating a key gives it in full" "$created" '(.key | test("^ch_live_[0-9A-Za-z]{49}$")) and .scopes == ["databases:read", "databases:write"]'
key=$(jq -r .key <<<"$created")
id=$(jq -r .id <<<"$created")

listed=$(curl -sS "$base/v1/auth/api-keys/$id" -H "Authorization: Bearer $token")
ok "afterwards it is not shown again" "$listed" '.id == "'"$id"'" and (has("key") | not) and .last_used_at == null'

used=$(curl -sS "$base/v1/databases" \
  -H "Authorization: Bearer $key")
ok "the key opens the databases" "$used" '.data | type == "array"'

refused=$(curl -sS "$base/v1/billing" -H "Authorization: Bearer $key")
ok "and not the bill" "$refused" '.error.code == "insufficient_scope" and .error.required_scope == "billing:read"'

setup=$(curl -sS -X POST "$base/v1/auth/2fa/setup" \
  -H "Authorization: Bearer $token")
ok "2FA setup gives a secret and its URL" "$setup" '(keys == ["qr_code_url", "secret"]) and (.secret as $s | .qr_code_url == "otpauth://totp/Cloudheed:'"$email"'?secret=\($s)&issuer=Cloudheed")'
secret=$(jq -r .secret <<<"$setup")

verified=$(curl -sS -X POST "$base/v1/auth/2fa/verify" \
  -H "Authorization: Bearer $token" \
  -H "Content-Type: application/json" \
  -d '{
    "code": "'"$(totp "$secret" 0)"'"
  }')
ok "verify switches 2FA on and gives ten backup codes" "$verified" '.enabled == true and (.backup_codes | length == 10)'

without=$(curl -sS -X POST "$base/v1/auth/login" -H "Content-Type: application/json" \
  -d '{"email": "'"$email"'", "password": "'"$password"'"}')
ok "login without a code is then refused" "$without" '.error.code == "two_factor_required"'

with=$(curl -sS -X POST "$base/v1/auth/login" -H "Content-Type: application/json" \
  -d '{"email": "'"$email"'", "password": "'"$password"'", "code": "'"$(totp "$secret" 0)"'"}')
ok "login with a code works" "$with" '.access_token | startswith("eyJ")'

backup=$(jq -r '.backup_codes[0]' <<<"$verified")
with=$(curl -sS -X POST "$base/v1/auth/login" -H "Content-Type: application/json" \
  -d '{"email": "'"$email"'", "password": "'"$password"'", "code": "'"$backup"'"}')
ok "login with a backup code works" "$with" '.access_token | startswith("eyJ")'
token=$(jq -r .access_token <<<"$with")
again=$(curl -sS -X POST "$base/v1/auth/login" -H "Content-Type: application/json" \
  -d '{"email": "'"$email"'", "password": "'"$password"'", "code": "'"$backup"'"}')
ok "and works once" "$again" '.error.code == "two_factor_invalid"'

# leave things as they were, so that the script can run again
off=$(curl -sS -X DELETE "$base/v1/auth/2fa" -H "Authorization: Bearer $token" \
  -H "Content-Type: application/json" -d '{"code": "'"$(jq -r '.backup_codes[1]' <<<"$verified")"'"}')
ok "2FA can be switched off" "$off" '.enabled == false'

status=$(curl -sS -o /dev/null -w '%{http_code}' -X DELETE "$base/v1/auth/api-keys/$id" -H "Authorization: Bearer $token")
ok "the key can be revoked" "$status" '. == 204'
dead=$(curl -sS "$base/v1/databases" -H "Authorization: Bearer $key")
ok "and is refused by the very next request" "$dead" '.error.code == "api_key_revoked"'
echo "1..$step"
