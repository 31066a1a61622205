package dev.keyrack.authority.core;

/// Requests by how they ended.
///
/// @param ok      answered with 2xx or 3xx
/// @param limited 429
/// @param refused 401 or 403
/// @param failed  anything else
public record Tally(long ok, long limited, long refused, long failed) {
    /// No request.
    public static final Tally NONE = new Tally(0, 0, 0, 0);

    /// One request that ended with `status`.
    public static Tally ofStatus(int status) {
        return switch (status) {
            case 429 -> new Tally(0, 1, 0, 0);
            case 401, 403 -> new Tally(0, 0, 1, 0);
            default -> status < 400 ? new Tally(1, 0, 0, 0) : new Tally(0, 0, 0, 1);
        };
    }

    /// Both together.
    public Tally plus(Tally other) {
        return new Tally(ok + other.ok, limited + other.limited, refused + other.refused, failed + other.failed);
    }

    /// All requests.
    public long total() {
        return ok + limited + refused + failed;
    }
}
