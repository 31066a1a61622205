package dev.keyrack.authority.http;

/// What a server serves.
public interface Site {
    /// Answers a request.
    Answer handle(Request request);

    /// Words an error of HTTP itself, about a request whose head could be read, as this site words errors.
    ///
    /// @param request the request's method, headers and sender; no path, no body
    /// @param code    machine-readable, `snake_case`
    /// @param message for people
    Answer refuse(Request request, int status, String code, String message);

    /// The same where nobody knows what the request was to be.
    Answer error(int status, String code, String message);
}
