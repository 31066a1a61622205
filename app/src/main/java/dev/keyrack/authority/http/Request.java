package dev.keyrack.authority.http;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request as a site sees it, whatever server received it.
public final class Request {
    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, String> headers;
    private final String sender;
    private final byte[] body;

    /// Puts a request together.
    ///
    /// @param method  method, upper case
    /// @param path    decoded path
    /// @param query   decoded query
    /// @param headers headers by lower-case name
    /// @param sender  address it came from
    /// @param body    body, empty if there is none; taken over
    public Request(String method, String path, Map<String, List<String>> query, Map<String, String> headers,
            String sender, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.sender = sender;
        this.body = body;
    }

    /// The method, upper case.
    public String method() {
        return method;
    }

    /// The decoded path.
    public String path() {
        return path;
    }

    /// A query parameter, the last if it comes several times; empty if it is missing or blank.
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(List::getLast).filter(value -> !value.isBlank());
    }

    /// A header by its lower-case name.
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /// The token after `Authorization: Bearer`; empty if there is none.
    public Optional<String> bearer() {
        String scheme = "bearer ";
        return header("authorization").filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip()).filter(token -> !token.isEmpty());
    }

    /// The decoded query.
    Map<String, List<String>> query() {
        return query;
    }

    /// A cookie, without the quotes that some clients put around it (RFC 6265 section 4.1.1); empty if it is missing.
    public Optional<String> cookie(String name) {
        return header("cookie").stream().flatMap(all -> Arrays.stream(all.split(";", -1))).map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1).replace("\"", ""))
                .findFirst();
    }

    /// User and password of `Authorization: Basic`, percent-decoded as OAuth wants it (RFC 6749 section 2.3.1); the
    /// caller closes the password. Empty if there is none, or it cannot be read.
    public Optional<Basic> basic() {
        String scheme = "basic ";
        return header("authorization").filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .flatMap(value -> Basic.parse(value.substring(scheme.length()).strip()));
    }

    /// The address it came from.
    public String sender() {
        return sender;
    }

    /// The body's bytes, not to be changed.
    byte[] body() {
        return body;
    }
}
