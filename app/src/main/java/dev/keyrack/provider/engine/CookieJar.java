package dev.keyrack.provider.engine;

import dev.keyrack.shared.secret.Secret;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The cookies of one session: names and values for the profile's own address, nothing else (RFC 6265 section 5.3
/// without domains and paths, since they never go anywhere else). Closing it wipes them.
final class CookieJar implements AutoCloseable {
    private static final int MOST = 50;
    private static final int LONGEST = 4_096;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7E&&[^;]]*");
    private static final Pattern ENDED = Pattern
            .compile("(?i);\\s*(max-age=(0|-[0-9]+)|expires=[^;]*\\b19[0-9]{2}\\b)");

    private final Map<String, Secret> cookies = new LinkedHashMap<>();

    /// The cookies of a header that [#header] gave.
    static CookieJar of(Secret header) {
        CookieJar jar = new CookieJar();
        for (String pair : header.reveal().split("; ", -1)) {
            jar.put(pair, false);
        }
        return jar;
    }

    /// Takes over what an answer sets and drops what it ends.
    void note(HttpHeaders headers) {
        for (String set : headers.allValues("Set-Cookie")) {
            int end = set.indexOf(';');
            put(end < 0 ? set : set.substring(0, end), ENDED.matcher(set).find());
        }
    }

    private void put(String pair, boolean ended) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? "" : pair.substring(0, equals).strip();
        String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
        boolean isOne = NAME.matcher(name).matches() && VALUE.matcher(value).matches() && value.length() <= LONGEST;
        if (!isOne || (cookies.size() == MOST && !cookies.containsKey(name))) {
            return;
        }
        Secret before = ended || value.isEmpty()
                ? cookies.remove(name)
                : cookies.put(name, Secret.wrap(value.getBytes(StandardCharsets.US_ASCII)));
        if (before != null) {
            before.close();
        }
    }

    /// What is sent as `Cookie`; empty if there are none. The caller closes it.
    Optional<Secret> header() {
        if (cookies.isEmpty()) {
            return Optional.empty();
        }
        int length = cookies.entrySet().stream()
                .mapToInt(cookie -> cookie.getKey().length() + cookie.getValue().length() + 3).sum() - 2;
        byte[] text = new byte[length];
        int at = 0;
        for (Map.Entry<String, Secret> cookie : cookies.entrySet()) {
            byte[] name = ((at == 0 ? "" : "; ") + cookie.getKey() + "=").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(name, 0, text, at, name.length);
            at += name.length;
            int from = at;
            at += cookie.getValue().use(value -> {
                System.arraycopy(value, 0, text, from, value.length);
                return value.length;
            });
        }
        return Optional.of(Secret.wrap(text));
    }

    @Override
    public void close() {
        cookies.values().forEach(Secret::close);
        cookies.clear();
    }
}
