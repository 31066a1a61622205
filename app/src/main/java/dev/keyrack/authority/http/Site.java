package dev.keyrack.authority.http;

/// What a server serves.
public interface Site {
    /// Answers a request.
    Answer handle(Request request);

    /// Words an error of HTTP itself as this site words errors.
    ///
    /// @param code    machine-readable, `snake_case`
    /// @param message for people
    Answer error(int status, String code, String message);
}
